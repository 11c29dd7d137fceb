//! The handshake line: `CORE|APP|NETWORK|ADDRESS|DIALECT|CERTIFICATE|MULTIPLEX`.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::error::Error;
use crate::limits::MAX_HANDSHAKE_BYTES;

/// The first field of every handshake line since 2016.
pub const CORE_VERSION: u32 = 1;

/// What a plugin says on its stdout when it listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandshakeLine {
    /// The application version that the plugin chose.
    pub app_version: u32,
    /// Where the plugin listens.
    pub address: Address,
    /// What the plugin speaks there.
    pub dialect: Dialect,
    /// The plugin's certificate as DER, if the connection is to be TLS.
    pub certificate: Option<Vec<u8>>,
    /// Whether brokered gRPC connections share the socket. Written only when the host asked.
    pub multiplex: Option<bool>,
}

/// Where a plugin listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A Unix socket.
    Unix(PathBuf),
    /// A TCP socket.
    Tcp(SocketAddr),
}

/// What is spoken on the socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// The native protocol of this crate.
    Amphi,
    /// go-plugin's gRPC services.
    Grpc,
    /// go-plugin's net/rpc over yamux.
    NetRpc,
}

impl HandshakeLine {
    /// Reads a line as go-plugin's hosts do: white space around it is dropped, the fields after the fourth
    /// are optional, those after the seventh ignored.
    ///
    /// A certificate field of 50 characters or fewer counts as none: old plugins put other things there.
    /// It may be padded or not. A seventh field that is no boolean counts as none.
    ///
    /// # Errors
    ///
    /// [`Error::Handshake`] names the field, what it must be, and what came.
    pub fn parse(line: &str) -> Result<Self, Error> {
        if line.len() > MAX_HANDSHAKE_BYTES {
            return Err(wrong("the line", &format!("at most {MAX_HANDSHAKE_BYTES} bytes long"), line));
        }
        let fields: Vec<&str> = line.trim().split('|').collect();
        let [core, app_version, network, address, optional @ ..] = fields.as_slice() else {
            return Err(wrong("the line", "four to seven fields with | between them", line));
        };
        if core.parse() != Ok(CORE_VERSION) {
            return Err(wrong("field 1 (core version)", "1", core));
        }
        let app_version = app_version
            .parse()
            .map_err(|_| wrong("field 2 (application version)", "a number from 0 to 4294967295", app_version))?;
        let mut optional = optional.iter();
        Ok(Self {
            app_version,
            address: Address::parse(network, address)?,
            dialect: optional.next().map_or(Ok(Dialect::NetRpc), |name| Dialect::parse(name))?,
            certificate: optional.next().map_or(Ok(None), |text| parse_certificate(text))?,
            multiplex: optional.next().and_then(|text| parse_bool(text)),
        })
    }

    /// Writes the line without its line end.
    ///
    /// Six fields always, and the seventh if there is one: old Go hosts take an unasked seventh for a part of
    /// the certificate.
    ///
    /// # Errors
    ///
    /// The socket's path has a character that a line cannot carry, or a certificate is too long or too short.
    pub fn to_line(&self) -> Result<String, Error> {
        let (network, address) = match &self.address {
            Address::Tcp(address) => ("tcp", address.to_string()),
            Address::Unix(path) => {
                let text = path.to_str().filter(|text| is_plain(text));
                let got = path.to_string_lossy();
                let expected = "a path in UTF-8 without |, white space at its ends, or control characters";
                ("unix", text.ok_or_else(|| wrong("field 4 (address)", expected, &got))?.to_string())
            }
        };
        let certificate = match &self.certificate {
            None => String::new(),
            Some(der) => ENCODING.encode(der),
        };
        if self.certificate.is_some() && certificate.len() <= MAX_OTHER_BYTES {
            return Err(wrong("field 6 (certificate)", "a certificate in DER", &certificate));
        }
        let mut line =
            format!("{CORE_VERSION}|{}|{network}|{address}|{}|{certificate}", self.app_version, self.dialect);
        if let Some(multiplex) = self.multiplex {
            line.push_str(if multiplex { "|true" } else { "|false" });
        }
        if line.len() > MAX_HANDSHAKE_BYTES {
            return Err(wrong("the line", &format!("at most {MAX_HANDSHAKE_BYTES} bytes long"), &line));
        }
        Ok(line)
    }
}

impl Address {
    fn parse(network: &str, text: &str) -> Result<Self, Error> {
        match network {
            "unix" if text.is_empty() => Err(wrong("field 4 (address)", "the path of a socket", text)),
            "unix" => Ok(Self::Unix(text.into())),
            "tcp" => parse_tcp(text)
                .map(Self::Tcp)
                .ok_or_else(|| wrong("field 4 (address)", "an IP address and a port, such as 127.0.0.1:10000", text)),
            other => Err(wrong("field 3 (network)", "unix or tcp", other)),
        }
    }
}

/// Names are not looked up, but the one name that needs no lookup is known.
fn parse_tcp(text: &str) -> Option<SocketAddr> {
    match text.strip_prefix("localhost:") {
        Some(port) => Some((Ipv4Addr::LOCALHOST, port.parse().ok()?).into()),
        None => text.parse().ok(),
    }
}

impl Dialect {
    fn parse(name: &str) -> Result<Self, Error> {
        match name {
            "amphi" => Ok(Self::Amphi),
            "grpc" => Ok(Self::Grpc),
            "netrpc" => Ok(Self::NetRpc),
            other => Err(wrong("field 5 (protocol)", "amphi, grpc or netrpc", other)),
        }
    }
}

/// Writes the dialect as the line has it.
impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Amphi => "amphi",
            Self::Grpc => "grpc",
            Self::NetRpc => "netrpc",
        })
    }
}

fn parse_certificate(text: &str) -> Result<Option<Vec<u8>>, Error> {
    if text.len() <= MAX_OTHER_BYTES {
        return Ok(None);
    }
    let decoded = ENCODING.decode(text);
    decoded.map(Some).map_err(|_| wrong("field 6 (certificate)", "DER in standard base64", text))
}

/// Booleans as Go's strconv reads them.
fn parse_bool(text: &str) -> Option<bool> {
    match text {
        "1" | "t" | "T" | "TRUE" | "true" | "True" => Some(true),
        "0" | "f" | "F" | "FALSE" | "false" | "False" => Some(false),
        _ => None,
    }
}

fn is_plain(path: &str) -> bool {
    !path.is_empty() && path.trim() == path && !path.contains(|c: char| c == '|' || c.is_control())
}

pub(super) fn wrong(field: &'static str, expected: &str, got: &str) -> Error {
    let mut shown: String = got.chars().take(MAX_SHOWN).collect();
    if shown.len() < got.len() {
        shown.push('…');
    }
    Error::Handshake { field, expected: expected.to_string(), got: shown }
}

/// Written without padding, which Go's hosts refuse; read with or without.
const ENCODING: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_encode_padding(false).with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The longest sixth field that is no certificate: gRPC plugins of 2018 sent 48 characters of JSON in base64.
const MAX_OTHER_BYTES: usize = 50;

/// Characters of a wrong field in a message: enough to see what it is.
const MAX_SHOWN: usize = 120;
