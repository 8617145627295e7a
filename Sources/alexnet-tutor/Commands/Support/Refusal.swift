/// Why a command cannot do what was asked, as one sentence: what, where, what to do.
///
/// Thrown from a command it goes to standard error, and the exit status is 1.
struct Refusal: Error, Equatable, CustomStringConvertible {
  let description: String
  init(_ sentence: String) { description = sentence }
}
