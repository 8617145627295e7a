import Testing

/// `doctor` in a terminal that answers.
@Suite struct DoctorTests {
  @Test func `the terminal is asked how wide its glyphs are, and left as it was`() throws {
    let home = Home()
    let doctor = try home.start(["doctor"], size: (100, 30))
    let before = doctor.modes
    #expect(doctor.waitEnd() == .exited(0))
    #expect(doctor.text.contains("the terminal agrees"))
    #expect(doctor.text.contains("xterm-256color"))
    #expect(doctor.text.contains("100x30"))
    #expect(doctor.modes == before)
  }

  @Test func `what is amiss is said with what to do`() throws {
    let home = Home()
    let doctor = try home.start(
      ["doctor"], environment: ["TERM": "xterm", "LANG": "C", "ESCDELAY": "1000", "ALEXNET_TUTOR_KERNELS": "altivec"],
      size: (120, 40))
    #expect(doctor.waitEnd() == .exited(0))
    for word in ["altivec", "TERM=xterm-256color", "LANG=C.UTF-8", "unset ESCDELAY"] {
      #expect(doctor.text.contains(word), "\(word)")
    }
  }

  @Test func `a window that is too small for the screens is no fault of the terminal`() throws {
    let home = Home()
    let doctor = try home.start(["doctor"], size: (59, 40))
    #expect(doctor.waitEnd() == .exited(0))
    #expect(doctor.text.contains("the screens need 60x18"))
  }
}
