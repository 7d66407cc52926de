//! Passwords: what is a good one, and keeping it so that a stolen file gives none away.

use std::sync::OnceLock;

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;
use zxcvbn::feedback::Warning;

use crate::error::StoreError;

/// Memory for one hash, in KiB: 19 MiB, the least that OWASP's Password Storage Cheat Sheet advises for two passes.
/// More would let a staffroom signing in at once fill a small machine.
const MEMORY_KIB: u32 = 19 * 1024;
/// Passes over that memory (same source).
const PASSES: u32 = 2;
/// Lanes: one, because a second core has other things to do (same source).
const LANES: u32 = 1;

/// How many passwords are hashed at once: bounds memory at 4 × 19 MiB however many people sign in.
const AT_ONCE: usize = 4;

/// A password has at least this many characters: NCSC and NIST SP 800-63B ask for length, not for symbols.
pub const MIN_LENGTH: usize = 12;
/// And at most this many, so that nobody can keep the server busy with a megabyte.
pub const MAX_LENGTH: usize = 200;

/// Guesses that a password must withstand, as a power of ten. The attempts are limited online; this is for a stolen file.
const MIN_GUESSES_LOG10: f64 = 10.0;

static HASHING: Semaphore = Semaphore::const_new(AT_ONCE);

/// Why a password is not good enough, in words for the person choosing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordProblem {
    /// Fewer than [`MIN_LENGTH`] characters.
    #[error("Use at least 12 characters: three or four words that have nothing to do with each other are easy to keep")]
    TooShort,
    /// More than [`MAX_LENGTH`] characters.
    #[error("Use at most 200 characters")]
    TooLong,
    /// It is, or is nearly, on the lists of passwords found in data breaches.
    #[error("This is one of the passwords that attackers try first. Choose words that nobody else puts together")]
    Common,
    /// It is made of the person's own name, school or address.
    #[error("This is too close to your name or email address")]
    Personal,
    /// It repeats, counts up, follows the keyboard or is a date.
    #[error("Repeats, sequences, keyboard rows and dates are easy to guess. Add a word or two that don't belong there")]
    Guessable,
}

/// Whether somebody may choose this password. `about` is what is known of them: name, email address, school.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn check(password: &str, about: &[&str]) -> Result<(), PasswordProblem> {
    let length = password.chars().count();
    if length < MIN_LENGTH {
        return Err(PasswordProblem::TooShort);
    }
    if length > MAX_LENGTH {
        return Err(PasswordProblem::TooLong);
    }
    let words: Vec<&str> = about
        .iter()
        .flat_map(|text| std::iter::once(*text).chain(text.split(|c: char| !c.is_alphanumeric())))
        .filter(|word| word.chars().count() > 2)
        .chain(["twilight", "mastery", "maths"])
        .collect();
    let with_words = zxcvbn::zxcvbn(password, &words);
    if with_words.guesses_log10() >= MIN_GUESSES_LOG10 {
        return Ok(());
    }
    let alone = zxcvbn::zxcvbn(password, &[]);
    if alone.guesses_log10() >= MIN_GUESSES_LOG10 {
        return Err(PasswordProblem::Personal);
    }
    Err(match alone.feedback().and_then(|feedback| feedback.warning()) {
        Some(
            Warning::ThisIsATop10Password
            | Warning::ThisIsATop100Password
            | Warning::ThisIsACommonPassword
            | Warning::ThisIsSimilarToACommonlyUsedPassword,
        ) => PasswordProblem::Common,
        _ => PasswordProblem::Guessable,
    })
}

/// Hashes a password with a salt of its own, as a PHC string.
///
/// # Errors
/// When the system has no random numbers or not the memory.
pub async fn hash(password: &str) -> Result<String, StoreError> {
    let password = password.to_owned();
    run(move || hash_now(&password)).await?
}

/// Whether this is the password. Without a hash (nobody has the address, or no password yet) the answer is no, after
/// the same work, so that the time taken tells nobody who has an account.
///
/// # Errors
/// When the system has not the memory.
pub async fn verify(password: &str, hash: Option<String>) -> Result<bool, StoreError> {
    let password = password.to_owned();
    run(move || verify_now(&password, hash.as_deref())).await?
}

/// A password for somebody who gave none: 80 random bits in groups that can be read out over the telephone.
///
/// # Errors
/// When the system has no random numbers.
pub fn make_up() -> Result<String, StoreError> {
    // No letter that is taken for another, or for a digit.
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::Crypto(error.to_string()))?;
    let letters: Vec<char> = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    Ok(letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-"))
}

/// Runs on a thread on which nothing else waits: a hash takes tens of milliseconds.
async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, StoreError> {
    let _permit = HASHING.acquire().await.map_err(|error| StoreError::Crypto(error.to_string()))?;
    tokio::task::spawn_blocking(work).await.map_err(|error| StoreError::Crypto(error.to_string()))
}

fn argon2() -> Result<Argon2<'static>, StoreError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|error| StoreError::Crypto(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash_now(password: &str) -> Result<String, StoreError> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|error| StoreError::Crypto(error.to_string()))?;
    let salt = SaltString::encode_b64(&salt).map_err(|error| StoreError::Crypto(error.to_string()))?;
    let hash = argon2()?.hash_password(password.as_bytes(), &salt);
    Ok(hash.map_err(|error| StoreError::Crypto(error.to_string()))?.to_string())
}

fn verify_now(password: &str, hash: Option<&str>) -> Result<bool, StoreError> {
    let known = hash.is_some();
    let hash = match hash {
        Some(hash) => hash,
        None => nobodys_hash()?,
    };
    let parsed = PasswordHash::new(hash).map_err(|_| StoreError::Corrupt("a password hash".to_owned()))?;
    Ok(argon2()?.verify_password(password.as_bytes(), &parsed).is_ok() && known)
}

/// The hash of a password that nobody has.
fn nobodys_hash() -> Result<&'static str, StoreError> {
    static HASH: OnceLock<String> = OnceLock::new();
    if let Some(hash) = HASH.get() {
        return Ok(hash);
    }
    let hash = hash_now("nobody has this password")?;
    Ok(HASH.get_or_init(|| hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_unlikely_password_is_good() {
        for good in ["gravy lantern thirteen otters", "bN4#vu8!qLm2zR", "chalk under the ninth pear"] {
            assert_eq!(check(good, &["Priya Nandakumar", "priya@oakhollow.example"]), Ok(()), "{good}");
        }
    }

    #[test]
    fn a_bad_password_is_refused_with_its_reason() {
        let about = ["Priya Nandakumar", "priya@oakhollow.example"];
        for (password, problem) in [
            ("short", PasswordProblem::TooShort),
            ("elevenchars", PasswordProblem::TooShort),
            ("password1234", PasswordProblem::Common),
            ("qwertyuiop123", PasswordProblem::Common),
            ("aaaaaaaaaaaaaa", PasswordProblem::Guessable),
            ("abcdefghijklmnop", PasswordProblem::Guessable),
            ("priyanandakumar", PasswordProblem::Personal),
            ("nandakumar-oakhollow", PasswordProblem::Personal),
        ] {
            assert_eq!(check(password, &about), Err(problem), "{password}");
        }
        assert_eq!(check(&"long words ".repeat(50), &about), Err(PasswordProblem::TooLong));
    }

    #[test]
    fn a_made_up_password_is_good_and_never_the_same() {
        let (one, two) = (make_up().expect("a password"), make_up().expect("a password"));
        assert_ne!(one, two);
        assert_eq!((one.len(), check(&one, &["Priya Nandakumar"])), (19, Ok(())));
    }

    #[tokio::test]
    async fn only_the_password_itself_fits_its_hash() {
        let hash = hash("chalk under the ninth pear").await.expect("a hash");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify("chalk under the ninth pear", Some(hash.clone())).await.expect("an answer"));
        assert!(!verify("chalk under the tenth pear", Some(hash)).await.expect("an answer"));
    }

    #[tokio::test]
    async fn nobody_signs_in_without_a_hash() {
        assert!(!verify("nobody has this password", None).await.expect("an answer"));
    }
}
