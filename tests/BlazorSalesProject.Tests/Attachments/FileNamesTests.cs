using System.Text;
using BlazorSalesProject.Attachments;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Tests.Attachments;

/// <summary>FU 17 to 20: whatever a browser calls a file, what we keep is safe to show and to hand on.</summary>
public sealed class FileNamesTests
{
    [Theory]
    [InlineData("../../etc/passwd.txt", "passwd.txt")]
    [InlineData("C:\\temp\\报价.pdf", "报价.pdf")]
    [InlineData("\\\\server\\share\\a.pdf", "a.pdf")]
    [InlineData("file:///etc/a.pdf", "a.pdf")]
    [InlineData("CON.txt", "_CON.txt")]
    [InlineData("nul", "_nul")]
    [InlineData("a.txt::$DATA", "a.txt")]
    [InlineData("a.pdf. . ", "a.pdf")]
    [InlineData("a\"b\r\nc.pdf", "a_bc.pdf")]
    [InlineData("annual\u202Efdp.exe", "annualfdp.exe")]
    [InlineData("", "file")]
    [InlineData(null, "file")]
    [InlineData("...", "file")]
    [InlineData(" 合同 v2.docx ", "合同 v2.docx")]
    public void A_name_is_made_safe(string? given, string safe) => Assert.Equal(safe, FileNames.Safe(given));

    [Fact]
    public void A_long_name_is_cut_between_signs_and_keeps_its_extension()
    {
        var safe = FileNames.Safe(string.Concat(Enumerable.Repeat("👩‍💻", 300)) + ".pdf");
        Assert.True(safe.Length <= Limits.Name);
        Assert.EndsWith(".pdf", safe, StringComparison.Ordinal);
        Assert.False(safe.Any(char.IsSurrogate) && char.IsHighSurrogate(safe[^5]));
    }

    [Fact]
    public void Twins_of_one_name_become_one_and_half_signs_a_mark()
    {
        Assert.Equal(FileNames.Safe("café.pdf".Normalize(NormalizationForm.FormC)), FileNames.Safe("café.pdf".Normalize(NormalizationForm.FormD)));
        Assert.Equal("a\uFFFD.pdf", FileNames.Safe("a\uD800.pdf"));
    }
}
