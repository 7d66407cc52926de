//! What a step lacks, in words.

use model::documents::board::StepText;

/// Words such as “No check yet”.
pub fn missing_words(missing: &[StepText]) -> String {
    let name = |text: &StepText| match text {
        StepText::Exposition => "exposition",
        StepText::StemSentence => "stem sentence",
        StepText::KeyQuestions => "key questions",
        _ => "check",
    };
    match missing {
        [] => "All fields filled".to_owned(),
        [one] => format!("No {} yet", name(one)),
        [first, second] => format!("No {} or {} yet", name(first), name(second)),
        [_, _, _] => "Three fields to fill".to_owned(),
        _ => "Not begun".to_owned(),
    }
}
