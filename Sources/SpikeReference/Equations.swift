/// Every equation of the student once, in scalar code that reads like docs/Equations.md.
///
/// The executable specification: fast code is held against it. Sums over reals run in double precision and are rounded
/// once, so a difference to the runtime is the runtime's rounding; everything about spikes is exact on both sides.
/// A meter that is taken along notes every operation where it is done.
public enum Equations {}
