//! The handshake line: waited for, read, and held against what the host asked for.

use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};

use amphi_protocol::handshake::{Address, Dialect, HandshakeLine};
use tokio::io::AsyncReadExt;

use super::process::Supervised;
use super::start::{LAST_WORDS, Start};
use crate::start_failure::StartProblem;

/// Where the plugin listens, and what it will show there.
#[derive(Debug, PartialEq)]
pub(super) struct Announced {
    pub(super) socket: PathBuf,
    /// None where TLS is off.
    pub(super) certificate: Option<Vec<u8>>,
}

impl<P: Supervised> Start<P> {
    /// Reads stdout up to the handshake line, and checks the line. What follows it is ordinary output.
    pub(super) async fn handshake(&mut self, versions: &[u32]) -> Result<Announced, StartProblem> {
        let line = self.line().await?;
        check_line(line, versions, self.identity.is_some(), self.folder.path())
    }

    /// Reads stdout up to the handshake line. What follows it is ordinary output.
    pub(crate) async fn line(&mut self) -> Result<HandshakeLine, StartProblem> {
        let found = tokio::time::timeout_at(self.deadline(), self.find_line()).await;
        found.unwrap_or_else(|_| Err(self.silent("the handshake line")))
    }

    async fn find_line(&mut self) -> Result<HandshakeLine, StartProblem> {
        let mut chunk = vec![0; CHUNK_BYTES];
        loop {
            let Some(stdout) = &mut self.stdout else { return Err(StartProblem::ClosedStdout) };
            let read = tokio::select! {
                biased;
                read = stdout.read(&mut chunk) => read.unwrap_or(0),
                exit = self.process.exited() => {
                    self.exit = Some(exit);
                    self.read_rest().await;
                    return Err(StartProblem::ExitedEarly { exit });
                }
            };
            let bytes = chunk.get(..read).unwrap_or_default();
            if bytes.is_empty() {
                return self.at_end_of_stdout().await;
            }
            if let Some(found) = self.scanner.feed(bytes).map_err(malformed)? {
                self.pass_on_stdout(bytes.get(found.used..).unwrap_or_default());
                return Ok(found.line);
            }
        }
    }

    /// Has stdout passed on from here: the banner, what was read after the line, and what comes.
    fn pass_on_stdout(&mut self, rest: &[u8]) {
        let Some(stdout) = self.stdout.take() else { return };
        let mut first = Vec::new();
        for banner in self.scanner.banner() {
            first.extend_from_slice(banner.as_bytes());
            first.push(b'\n');
        }
        first.extend_from_slice(rest);
        self.pipes.stdout(stdout, &first, &self.output);
    }

    /// The plugin closed its stdout: mostly because it is about to end.
    async fn at_end_of_stdout(&mut self) -> Result<HandshakeLine, StartProblem> {
        if let Some(line) = self.scanner.finish().map_err(malformed)? {
            self.pass_on_stdout(&[]);
            return Ok(line);
        }
        Err(match self.notice_exit().await {
            Some(exit) => StartProblem::ExitedEarly { exit },
            None => StartProblem::ClosedStdout,
        })
    }

    /// Reads what an ended process left on its stdout, for the diagnosis.
    async fn read_rest(&mut self) {
        let Some(stdout) = &mut self.stdout else { return };
        let mut chunk = vec![0; CHUNK_BYTES];
        let read = async {
            while let Ok(count @ 1..) = stdout.read(&mut chunk).await {
                // A line that is malformed or comes too late is nothing but a line now.
                if self.scanner.feed(chunk.get(..count).unwrap_or_default()).is_err() {
                    break;
                }
            }
            self.scanner.finish().ok();
        };
        tokio::time::timeout(LAST_WORDS, read).await.ok();
    }
}

/// Holds the line against what the host asked for.
fn check_line(line: HandshakeLine, versions: &[u32], is_tls: bool, folder: &Path) -> Result<Announced, StartProblem> {
    match line.dialect {
        Dialect::Amphi => {}
        other => return Err(StartProblem::UnsupportedDialect { dialect: other.to_string() }),
    }
    if !versions.contains(&line.app_version) {
        return Err(StartProblem::VersionMismatch { host: versions.to_vec(), plugin: line.app_version });
    }
    let certificate = match (is_tls, line.certificate) {
        (true, None) => return Err(StartProblem::MissingCertificate),
        (true, certificate) => certificate,
        (false, None) => None,
        (false, Some(_)) => {
            return Err(StartProblem::Tls { message: "it wants TLS, which native.tls turns off".into() });
        }
    };
    let foreign = |address: String| StartProblem::ForeignSocket { address, folder: folder.to_path_buf() };
    match line.address {
        Address::Unix(socket) if is_socket_inside(&socket, folder) => Ok(Announced { socket, certificate }),
        Address::Unix(socket) => Err(foreign(socket.display().to_string())),
        Address::Tcp(address) => Err(foreign(address.to_string())),
    }
}

/// Whether a path is that of a socket right inside the folder, and no link out of it.
pub(crate) fn is_socket_inside(socket: &Path, folder: &Path) -> bool {
    let is_inside = socket.parent().is_some_and(|parent| {
        parent == folder
            || matches!((parent.canonicalize(), folder.canonicalize()), (Ok(parent), Ok(folder)) if parent == folder)
    });
    let is_socket = || socket.symlink_metadata().is_ok_and(|metadata| metadata.file_type().is_socket());
    is_inside && is_socket()
}

fn malformed(error: amphi_protocol::Error) -> StartProblem {
    match error {
        amphi_protocol::Error::Handshake { field, expected, got } => {
            StartProblem::MalformedHandshake { field: field.to_string(), expected, got }
        }
        other => StartProblem::MalformedHandshake {
            field: "the line".to_string(),
            expected: "a handshake line".to_string(),
            got: other.to_string(),
        },
    }
}

/// Bytes read at once: a handshake line with its certificate.
const CHUNK_BYTES: usize = 4 << 10;

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::net::UnixListener;

    fn line(socket: &Path) -> HandshakeLine {
        HandshakeLine {
            app_version: 1,
            address: Address::Unix(socket.to_path_buf()),
            dialect: Dialect::Amphi,
            certificate: Some(vec![0; 100]),
            multiplex: None,
        }
    }

    #[test]
    fn the_line_is_held_against_what_was_asked() {
        let folder = amphi_transport::SocketFolder::create().unwrap();
        let socket = folder.path().join("s");
        let listener = UnixListener::bind(&socket).unwrap();
        let check = |line, is_tls| check_line(line, &[1, 2], is_tls, folder.path());

        assert_eq!(check(line(&socket), true).unwrap().socket, socket);
        let other = HandshakeLine { dialect: Dialect::Grpc, ..line(&socket) };
        assert!(matches!(check(other, true), Err(StartProblem::UnsupportedDialect { .. })));
        let other = HandshakeLine { app_version: 3, ..line(&socket) };
        assert_eq!(check(other, true), Err(StartProblem::VersionMismatch { host: vec![1, 2], plugin: 3 }));
        let other = HandshakeLine { certificate: None, ..line(&socket) };
        assert_eq!(check(other, true), Err(StartProblem::MissingCertificate));
        assert!(matches!(check(line(&socket), false), Err(StartProblem::Tls { .. })));
        drop(listener);
    }

    #[test]
    fn only_a_socket_in_the_folder_is_connected_to() {
        let folder = amphi_transport::SocketFolder::create().unwrap();
        let elsewhere = amphi_transport::SocketFolder::create().unwrap();
        let socket = elsewhere.path().join("s");
        let listener = UnixListener::bind(&socket).unwrap();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&socket, &link).unwrap();
        let dotted = folder.path().join("..").join(elsewhere.path().file_name().unwrap()).join("s");
        let missing = folder.path().join("missing");
        for path in [&socket, &link, &dotted, &missing] {
            let refused = check_line(line(path), &[1], true, folder.path());
            assert!(matches!(refused, Err(StartProblem::ForeignSocket { .. })), "{}", path.display());
        }
        drop(listener);
    }
}
