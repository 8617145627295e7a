import Testing

@testable import TextUI

struct FormatNumberTests {
  @Test(arguments: [
    (0.0, 2, "0.00"), (1.005, 2, "1.00"), (2.5, 0, "3"), (0.125, 2, "0.13"), (-1.24, 2, "−1.24"), (-0.001, 2, "0.00"),
    (99.995, 1, "100.0"), (0.05, 3, "0.050"), (123_456.0, 0, "123456"), (1e20, 2, "1.00e20"), (.nan, 2, "NaN"),
    (-.infinity, 2, "−∞"),
  ])
  func `fixed digits are rounded, with a real minus sign`(_ value: Double, _ digits: Int, _ text: String) {
    #expect(FormatNumber.fixed(value, digits: digits) == text)
  }

  @Test func `a sign can be asked for`() {
    #expect(FormatNumber.signed(0.0333, digits: 4) == "+0.0333")
    #expect(FormatNumber.signed(Float(-1), digits: 1) == "−1.0")
  }

  @Test func `large counts are grouped or short`() {
    #expect(FormatNumber.grouped(34_944) == "34,944")
    #expect(FormatNumber.grouped(-1_234_567) == "−1,234,567")
    #expect(FormatNumber.grouped(999) == "999")
    #expect(FormatNumber.short(105_415_200) == "105.4 M")
    #expect(FormatNumber.short(999) == "999")
    #expect(FormatNumber.short(999_999) == "1.0 M")
    #expect(FormatNumber.bytes(96 * 55 * 55 * 4) == "1.1 MiB")
    #expect(FormatNumber.bytes(12) == "12 B")
  }

  @Test func `small and large values keep their significant digits`() {
    #expect(FormatNumber.scientific(2.9e-12) == "2.9e−12")
    #expect(FormatNumber.scientific(-9.96e5, digits: 1) == "−1.0e6")
    #expect(FormatNumber.significant(0.033_3) == "0.0333")
    #expect(FormatNumber.significant(1234.5) == "1235")
    #expect(FormatNumber.significant(12.345) == "12.3")
    #expect(FormatNumber.significant(1e-7) == "1.00e−7")
    #expect(FormatNumber.significant(0) == "0")
  }

  @Test func `shares keep two digits where they are small`() {
    #expect(FormatNumber.percent(0.000_573) == "0.06 %")
    #expect(FormatNumber.percent(0.146) == "14.6 %")
    #expect(FormatNumber.percent(0) == "0 %")
    #expect(FormatNumber.percent(1) == "100 %")
  }
}
