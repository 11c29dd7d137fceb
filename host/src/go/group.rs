//! The group that shares a plugin's sockets.

/// The number of a group that is given by name or number, in that order, as go-plugin has it.
///
/// Names are those of the system's file; a group that only a directory service has is given by its number.
pub(super) async fn number(group: &str) -> Result<u32, String> {
    let groups = tokio::fs::read_to_string(GROUPS).await.unwrap_or_default();
    number_in(&groups, group).ok_or_else(|| format!("{GROUPS} has no group {group}; give the number of another"))
}

fn number_in(groups: &str, group: &str) -> Option<u32> {
    let number = |line: &str| {
        let mut fields = line.split(':');
        let is_it = fields.next() == Some(group);
        is_it.then(|| fields.nth(1)?.parse().ok())?
    };
    groups.lines().find_map(number).or_else(|| group.parse().ok())
}

/// The groups of the system: see `group(5)`.
const GROUPS: &str = "/etc/group";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_has_a_name_or_a_number() {
        let groups = "root:x:0:\nstaff:x:50:a,b\n7:x:8:\nbroken\nalso:x\n";
        assert_eq!(number_in(groups, "staff"), Some(50));
        assert_eq!(number_in(groups, "1234"), Some(1234));
        // A name that looks like a number is a name first.
        assert_eq!(number_in(groups, "7"), Some(8));
        for none in ["nobody", "broken", "also", "", "-1", "x"] {
            assert_eq!(number_in(groups, none), None, "{none}");
        }
    }
}
