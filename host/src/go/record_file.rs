//! Records in files that nobody but their user may read: what another host of the same user needs, keys included.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

use amphi_protocol::handshake::Address;
use amphi_transport::Identity;
use rustix::fs::{Mode, OFlags, open};
use serde_json::{Value, json};

use super::Reattach;
use super::announced::shown;
use super::record::{MAX_JSON_BYTES, SessionKeys, one};
use crate::artefact::hex;
use crate::error::Error;

impl Reattach {
    /// Writes the record to a new file that only this user may read (mode 0600): it may have keys. What is at the path is
    /// replaced.
    ///
    /// The file is JSON with the fields of `TF_REATTACH_PROVIDERS` for one provider, and more. It blocks.
    ///
    /// # Errors
    ///
    /// [`Error::Reattach`] where the file cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), Error> {
        let mut new = path.as_os_str().to_owned();
        new.push(".new");
        let new = Path::new(&new);
        let write = || -> io::Result<()> {
            // Of an earlier writer that was killed. Whoever made it otherwise could not be trusted with keys.
            std::fs::remove_file(new).or_else(|error| match error.kind() {
                io::ErrorKind::NotFound => Ok(()),
                _ => Err(error),
            })?;
            let mut file = File::options().write(true).create_new(true).mode(OWN).open(new)?;
            file.write_all(self.to_json().to_string().as_bytes())?;
            std::fs::rename(new, path)
        };
        write().map_err(|error| wrong(path, error.to_string()))
    }

    /// Reads a record that [`write`](Self::write) has written. It blocks.
    ///
    /// # Errors
    ///
    /// [`Error::Reattach`] where the file cannot be read, is another user's, may be read by others, or is no record.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = read_own(path).map_err(|error| wrong(path, error.to_string()))?;
        let value: Value =
            serde_json::from_str(&text).map_err(|error| wrong(path, format!("it is no JSON: {error}")))?;
        Self::from_json(&value).map_err(|field| wrong(path, format!("{field} is missing or wrong")))
    }

    fn to_json(&self) -> Value {
        let network = match &self.address {
            Address::Unix(_) => "unix",
            Address::Tcp(_) => "tcp",
        };
        let mut record = json!({
            "Protocol": self.dialect.to_string(),
            "ProtocolVersion": self.version,
            "Pid": self.process_id,
            "Test": self.is_test,
            "Addr": { "Network": network, "String": shown(&self.address) },
            "StartTime": self.start_time,
            "Multiplexed": self.is_multiplexed,
        });
        if let (Some(keys), Some(fields)) = (&self.keys, record.as_object_mut()) {
            fields.insert("HostCertificate".to_string(), keys.host().pem().into());
            fields.insert("HostKey".to_string(), hex(keys.host().key().secret_der()).into());
            fields.insert("PluginCertificate".to_string(), hex(keys.plugin()).into());
        }
        record
    }

    /// Reads a record, or says which field is wrong.
    fn from_json(record: &Value) -> Result<Self, &'static str> {
        let start_time = match record.get("StartTime") {
            None | Some(Value::Null) => None,
            Some(time) => Some(time.as_u64().ok_or("StartTime")?),
        };
        let is_multiplexed = match record.get("Multiplexed") {
            None => false,
            Some(flag) => flag.as_bool().ok_or("Multiplexed")?,
        };
        let text = |field: &'static str| record.get(field).and_then(Value::as_str).ok_or(field);
        let bytes = |field: &'static str| unhex(text(field)?).ok_or(field);
        let keys = if record.get("HostKey").is_some() {
            let host = Identity::restore(text("HostCertificate")?, bytes("HostKey")?);
            Some(SessionKeys::new(host.map_err(|_| "HostCertificate")?, bytes("PluginCertificate")?))
        } else {
            None
        };
        Ok(Self { start_time, is_multiplexed, keys, ..one(record)? })
    }
}

/// Reads a file of this user's own that nobody else may read.
fn read_own(path: &Path) -> io::Result<String> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let file = File::from(open(path, flags, Mode::empty())?);
    let metadata = file.metadata()?;
    if !metadata.is_file() || metadata.uid() != rustix::process::geteuid().as_raw() || metadata.mode() & OTHERS != 0 {
        let message = "it must be a file of this user's own that nobody else may use (mode 0600)";
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, message));
    }
    let mut text = String::new();
    file.take(MAX_JSON_BYTES as u64).read_to_string(&mut text)?;
    Ok(text)
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let byte = |pair: &[u8]| match pair {
        [high, low] => Some((digit(high)? << 4) | digit(low)?),
        _ => None,
    };
    text.as_bytes().chunks(2).map(byte).collect()
}

fn wrong(path: &Path, reason: String) -> Error {
    Error::Reattach { plugin: path.display().to_string(), reason }
}

/// Who may use the file: its user.
const OWN: u32 = 0o600;

/// Everybody else.
const OTHERS: u32 = 0o077;

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::config::GoDialect;

    fn record() -> Reattach {
        let keys = SessionKeys::new(Identity::generate().unwrap(), vec![0, 1, 254, 255]);
        Reattach::new(Address::Unix("/tmp/s".into()), 4711, GoDialect::Grpc, 3).with(|record| {
            (record.start_time, record.keys) = (Some(12), Some(keys));
        })
    }

    #[test]
    fn what_was_written_is_read_by_its_user_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("record");
        let plain = Reattach::new(Address::Tcp("127.0.0.1:7".parse().unwrap()), 5, GoDialect::NetRpc, 1);
        for record in [record(), plain] {
            record.write(&path).unwrap();
            assert_eq!(path.metadata().unwrap().mode() & 0o777, 0o600);
            let read = Reattach::read(&path).unwrap();
            assert_eq!(read, record);
            let key = |record: &Reattach| record.keys.as_ref().map(|keys| keys.host().key().secret_der().to_vec());
            assert_eq!(key(&read), key(&record));
        }
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).unwrap();
        assert!(matches!(Reattach::read(&path), Err(Error::Reattach { .. })));
        assert!(Reattach::read(folder.path()).is_err());
        let link = folder.path().join("link");
        record().write(&path).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        assert!(Reattach::read(&link).is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn no_key_is_shown_and_no_field_taken_for_another() {
        let text = format!("{:?}", record());
        assert!(text.contains("SessionKeys") && !text.contains("BEGIN"), "{text}");
        for field in ["StartTime", "Multiplexed", "HostCertificate", "HostKey", "PluginCertificate", "Protocol"] {
            for value in [json!([]), json!("xyz")] {
                let mut json = record().to_json();
                json[field] = value;
                assert_eq!(Reattach::from_json(&json), Err(field));
            }
        }
        assert_eq!((unhex("00fF"), unhex("0"), unhex("0g"), unhex("+1")), (Some(vec![0, 255]), None, None, None));
    }
}
