//! Floors: the same work by the bare part.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::Mutex;

use crate::Made;
use crate::case::{Case, Rig, SLICE, on_worker, repeat};

/// Gives back messages of a length, in a process of its own: `--echo`.
pub(crate) fn echo(socket: &Path, bytes: usize) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = UnixListener::bind(socket)?;
        // Tells that it listens.
        writeln_stdout()?;
        let (mut stream, _) = listener.accept().await?;
        let mut message = vec![0; bytes];
        while stream.read_exact(&mut message).await.is_ok() {
            stream.write_all(&message).await?;
        }
        Ok(())
    })
}

fn writeln_stdout() -> std::io::Result<()> {
    use std::io::Write as _;
    let mut stdout = std::io::stdout();
    writeln!(stdout)?;
    stdout.flush()
}

/// A socket with a process at its other end that gives back what it gets.
struct Socket {
    link: Arc<Mutex<Link>>,
    peer: Peer,
}

struct Link {
    stream: UnixStream,
    message: Vec<u8>,
}

struct Peer(Child);

impl Drop for Peer {
    fn drop(&mut self) {
        self.0.kill().and_then(|()| self.0.wait()).ok();
    }
}

impl Socket {
    fn new(rig: &Rig, bytes: usize, purpose: &str) -> anyhow::Result<Self> {
        use std::io::Read as _;
        let path = rig.plugin.folder.path().join(format!("echo-{bytes}-{purpose}"));
        let mut child = Command::new(std::env::current_exe()?);
        child.arg("--echo").arg(&path).arg(bytes.to_string()).stdout(Stdio::piped());
        let mut peer = Peer(child.spawn()?);
        let mut ready = [0];
        if let Some(stdout) = &mut peer.0.stdout {
            stdout.read_exact(&mut ready)?;
        }
        let stream = rig.runtime.block_on(UnixStream::connect(&path))?;
        Ok(Self { link: Arc::new(Mutex::new(Link { stream, message: vec![7; bytes] })), peer })
    }
}

impl Case for Socket {
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>> {
        let link = Arc::clone(&self.link);
        on_worker(rig, async move {
            let mut link = link.lock().await;
            let Link { stream, message } = &mut *link;
            let mut samples = Vec::new();
            let begin = Instant::now();
            while begin.elapsed() < SLICE {
                let begin = Instant::now();
                stream.write_all(message).await?;
                stream.read_exact(message).await?;
                samples.push(crate::case::micros(begin.elapsed()));
            }
            Ok(samples)
        })
    }
}

pub(crate) fn socket(rig: &Rig, bytes: usize) -> anyhow::Result<Made> {
    Ok(Box::new(Socket::new(rig, bytes, "latency")?))
}

/// CPU time of both processes per round trip.
struct SocketCpu(Socket);

impl Case for SocketCpu {
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>> {
        let peer = self.0.peer.0.id();
        per_call_cpu(peer, || Ok(self.0.samples(rig)?.len()))
    }
}

/// CPU time that this process and another one took for a number of calls, per call, in microseconds.
pub(crate) fn per_call_cpu(peer: u32, calls: impl FnOnce() -> anyhow::Result<usize>) -> anyhow::Result<Vec<f64>> {
    let before = cpu_nanos(std::process::id())? + cpu_nanos(peer)?;
    let calls = calls()?;
    let after = cpu_nanos(std::process::id())? + cpu_nanos(peer)?;
    #[expect(clippy::cast_precision_loss, reason = "a quotient of moderate numbers")]
    let each = (after - before) as f64 / calls as f64 / 1e3;
    Ok(vec![each])
}

/// Nanoseconds that all threads of a process have run.
fn cpu_nanos(process: u32) -> anyhow::Result<u64> {
    let mut sum = 0;
    for thread in std::fs::read_dir(format!("/proc/{process}/task"))? {
        // A thread may end in between.
        let text = std::fs::read_to_string(thread?.path().join("schedstat")).unwrap_or_default();
        sum += text.split(' ').next().and_then(|nanos| nanos.parse::<u64>().ok()).unwrap_or(0);
    }
    Ok(sum)
}

pub(crate) fn socket_cpu(rig: &Rig) -> anyhow::Result<Made> {
    Ok(Box::new(SocketCpu(Socket::new(rig, 64, "cpu")?)))
}

/// Round trips one after the other, per second.
struct SocketCalls(Socket);

impl Case for SocketCalls {
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>> {
        let begin = Instant::now();
        let calls = self.0.samples(rig)?.len();
        #[expect(clippy::cast_precision_loss, reason = "a count of calls")]
        let rate = calls as f64 / begin.elapsed().as_secs_f64();
        Ok(vec![rate])
    }
}

pub(crate) fn socket_calls(rig: &Rig) -> anyhow::Result<Made> {
    Ok(Box::new(SocketCalls(Socket::new(rig, 64, "calls")?)))
}

/// Bytes one way, in MiB/s, by round trips of a mebibyte whose way back counts too.
struct Stream(Socket);

impl Case for Stream {
    fn samples(&mut self, rig: &Rig) -> anyhow::Result<Vec<f64>> {
        let micros = self.0.samples(rig)?;
        Ok(micros.into_iter().map(|took| 2e6 / took).collect())
    }
}

pub(crate) fn stream(rig: &Rig) -> anyhow::Result<Made> {
    Ok(Box::new(Stream(Socket::new(rig, 1 << 20, "stream")?)))
}

/// The plugin's own executable, which ends at once because no host has started it.
struct SpawnExit(std::path::PathBuf);

impl Case for SpawnExit {
    fn samples(&mut self, _rig: &Rig) -> anyhow::Result<Vec<f64>> {
        repeat(|| {
            let mut command = Command::new(&self.0);
            command.env_clear().stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            anyhow::ensure!(command.status()?.code() == Some(1), "it did not refuse to run by hand");
            Ok(())
        })
    }
}

pub(crate) fn spawn_exit(rig: &Rig) -> anyhow::Result<Made> {
    Ok(Box::new(SpawnExit(rig.plugin.native.clone())))
}
