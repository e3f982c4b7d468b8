//! The wrapper around answers: `[wire] envelope` and `info(wrapCodeMsg)` are one switch.

use super::Envelope;
use crate::ir::Info;

/// What the contract says, else what the settings say. Who knows whether the settings say anything refuses two that differ.
pub(crate) fn envelope(info: &Info, setting: Envelope) -> Envelope {
    let alike = || info.carried.iter().filter(|carried| carried.key.eq_ignore_ascii_case("wrapCodeMsg"));
    match alike().find(|carried| carried.key == "wrapCodeMsg").or_else(|| alike().next()) {
        Some(carried) if carried.value == "true" => Envelope::CodeMsgData,
        Some(_) => Envelope::None,
        None => setting,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Carried;

    fn said(entries: &[(&str, &str)], setting: Envelope) -> Envelope {
        let carried =
            entries.iter().map(|(key, value)| Carried { key: (*key).to_string(), value: (*value).to_string() });
        envelope(&Info { carried: carried.collect(), ..Info::default() }, setting)
    }

    #[test]
    fn what_the_contract_says_holds() {
        assert_eq!(said(&[("wrapCodeMsg", "true")], Envelope::None), Envelope::CodeMsgData);
        assert_eq!(said(&[("WrapCodeMsg", "true")], Envelope::None), Envelope::CodeMsgData);
        assert_eq!(said(&[("wrapcodemsg", "true"), ("wrapCodeMsg", "false")], Envelope::None), Envelope::None);
        assert_eq!(said(&[("wrapCodeMsg", "false")], Envelope::CodeMsgData), Envelope::None);
        assert_eq!(said(&[("team", "stock")], Envelope::CodeMsgData), Envelope::CodeMsgData);
    }
}
