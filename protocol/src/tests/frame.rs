//! Frames from any cutting of the stream.

use proptest::prelude::{any, prop, proptest};

use crate::{Error, FrameReader, frame_begin, frame_finish, fuzzing};

fn framed(bodies: &[Vec<u8>]) -> Vec<u8> {
    let mut out = Vec::new();
    for body in bodies {
        let start = frame_begin(&mut out);
        out.extend_from_slice(body);
        frame_finish(&mut out, start, usize::MAX).unwrap();
    }
    out
}

/// Feeds a stream in chunks of at most the given sizes, and gives the frames.
fn read(mut stream: &[u8], cuts: &[usize], reader: &mut FrameReader) -> Result<Vec<Vec<u8>>, Error> {
    let mut frames = Vec::new();
    let mut cuts = cuts.iter().cycle();
    while !stream.is_empty() {
        let space = reader.space();
        assert!(!space.is_empty());
        let count = space.len().min(stream.len()).min(*cuts.next().unwrap());
        let (now, later) = stream.split_at(count);
        space[..count].copy_from_slice(now);
        reader.filled(count);
        stream = later;
        while let Some(frame) = reader.next()? {
            frames.push(frame.to_vec());
        }
    }
    Ok(frames)
}

proptest! {
    #[test]
    fn any_chunks_give_the_frames(
        bodies in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 0..20),
        cuts in prop::collection::vec(1usize..200, 1..20),
    ) {
        let mut reader = FrameReader::new(300);
        assert_eq!(read(&framed(&bodies), &cuts, &mut reader), Ok(bodies));
        assert!(!reader.is_partial());
    }

    #[test]
    fn any_bytes_give_an_answer(cut in any::<u8>(), bytes in prop::collection::vec(0u8..9, 0..400)) {
        fuzzing::frames(&[&[cut], bytes.as_slice()].concat());
    }
}

#[test]
fn large_frames_pass_and_their_memory_goes() {
    let chunk = FrameReader::CHUNK;
    let bodies = vec![vec![1; 3], vec![2; 60 * chunk], vec![3; 5]];
    let mut reader = FrameReader::new(60 * chunk);
    assert_eq!(read(&framed(&bodies), &[usize::MAX], &mut reader), Ok(bodies));
    assert!(reader.space().len() <= 4 * chunk);
}

#[test]
fn memory_follows_what_came_not_what_was_announced() {
    let mut reader = FrameReader::new(usize::MAX);
    let announced = u32::MAX.to_le_bytes();
    reader.space()[..4].copy_from_slice(&announced);
    reader.filled(4);
    assert_eq!(reader.next(), Ok(None));
    assert!(reader.is_partial());
    assert!(reader.space().len() <= 2 * FrameReader::CHUNK);
}

#[test]
fn frames_over_the_limit_are_refused_both_ways() {
    let stream = framed(&[vec![0; 65]]);
    assert!(matches!(read(&stream, &[99], &mut FrameReader::new(64)), Err(Error::OverLimit { .. })));

    let mut out = vec![9];
    let start = frame_begin(&mut out);
    out.extend_from_slice(&[0; 65]);
    assert!(matches!(frame_finish(&mut out, start, 64), Err(Error::OverLimit { got: 65, limit: 64, .. })));
    assert_eq!(out, [9]);
}
