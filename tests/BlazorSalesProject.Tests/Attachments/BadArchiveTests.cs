using System.Buffers.Binary;
using System.Text;
using BlazorSalesProject.People;
using BlazorSalesProject.Tests.House;
using static BlazorSalesProject.Tests.Attachments.SampleFiles;

namespace BlazorSalesProject.Tests.Attachments;

/// <summary>Archives and office documents that lie, climb, hide or reach out (FU 6, 8, 10, 11, 12, 21, 22), and pictures too large to unfold (FU 13).</summary>
public sealed class BadArchiveTests : IAsyncLifetime
{
    private readonly TestBusiness business = new(Database.On(Database.Sqlite).WithDemo());
    private Me me = Me.System;

    public async Task InitializeAsync() => me = await business.As("impl1");

    public async Task DisposeAsync() => await business.DisposeAsync();

    [Fact]
    public async Task FU_8_a_size_that_is_a_lie_is_found_by_unpacking()
    {
        var bomb = Zip(("zeros.txt", new byte[8 * 1024 * 1024]));
        await Refused("Attachments.Damaged", "a.zip", Central(bomb, record => BinaryPrimitives.WriteUInt32LittleEndian(record[24..], 10)));
        await Refused("Attachments.Bomb", "a.zip", Central(Zip(("a.txt", Ascii("a"))), record => BinaryPrimitives.WriteUInt32LittleEndian(record[24..], 300 * 1024 * 1024)));
    }

    [Fact]
    public async Task FU_8_entries_that_share_their_bytes_are_counted_each_time()
    {
        var many = Zip([.. Enumerable.Range(0, 250).Select(i => ($"{i:000}.txt", new byte[900 * 1024]))]);
        await Refused("Attachments.Bomb", "a.zip", Central(many, record => BinaryPrimitives.WriteUInt32LittleEndian(record[42..], 0)));
    }

    [Theory]
    [InlineData("a.docx", "word/document.xml"), InlineData("a.xlsx", "xl/workbook.xml"), InlineData("a.pptx", "ppt/presentation.xml")]
    public async Task FU_10_no_document_of_any_kind_declares_what_it_would_fetch_or_multiply(string name, string part)
    {
        foreach (var bad in new[]
        {
            "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>", "<!DOCTYPE x SYSTEM \"http://127.0.0.1:9/x.dtd\"><x/>",
            "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/\">%p;]><x/>", "<!DOCTYPE x [<!ENTITY a \"1234567890\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><x>&b;</x>",
        })
        {
            await Refused("Attachments.Damaged", name, Zip(("[Content_Types].xml", Ascii("<Types/>")), (part, Ascii(bad))));
            await Refused("Attachments.Damaged", name, Zip(("[Content_Types].xml", Ascii("<Types/>")), (part, Ascii("<x/>")), ("_rels/.rels", Ascii(bad))));
            await Refused("Attachments.Damaged", name, Zip(("[Content_Types].xml", Ascii("<Types/>")), (part, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(bad)])));
        }
    }

    [Theory]
    [InlineData("../a.txt"), InlineData("a/../../b.txt"), InlineData("..\\..\\a.txt"), InlineData("/etc/cron.d/a"), InlineData("\\\\server\\a.txt"), InlineData("C:\\a.txt"), InlineData("c:/a.txt"), InlineData("a.txt::$DATA")]
    public Task FU_11_no_entry_leaves_its_folder(string entry) => Refused("Attachments.BadEntry", "a.zip", Zip((entry, Ascii("x"))));

    [Fact]
    public async Task FU_12_an_entry_that_is_a_link_is_refused()
    {
        const uint link = 0xA000u << 16;
        await Refused("Attachments.BadEntry", "a.zip", Central(Zip(("passwd", Ascii("/etc/passwd"))), record => BinaryPrimitives.WriteUInt32LittleEndian(record[38..], link)));
    }

    [Fact]
    public async Task FU_13_a_picture_of_any_kind_is_measured_by_its_header()
    {
        byte[] Webp(ushort size) => [.. Ascii("RIFF"), 22, 0, 0, 0, .. Ascii("WEBPVP8X"), 10, 0, 0, 0, 0, 0, 0, 0, (byte)size, (byte)(size >> 8), 0, (byte)size, (byte)(size >> 8), 0];
        await Taken("a.webp", Webp(10));
        await Refused("Attachments.TooManyPixels", "a.webp", Webp(60_000));
        await Refused("Attachments.NotWhatItSays", "a.webp", [.. Webp(10), .. Ascii("<script>")]);
    }

    [Fact]
    public async Task FU_21_macros_are_found_under_whatever_name_they_travel()
    {
        foreach (var types in new[] { "application/vnd.ms-word.document.macroEnabled.main+xml", "application/vnd.ms-office.vbaProject" })
        {
            await Refused("Attachments.Macros", "a.docx", Zip(("[Content_Types].xml", Ascii($"<Types><Override PartName=\"/word/harmless.bin\" ContentType=\"{types}\"/></Types>")), ("word/document.xml", Ascii("<x/>")), ("word/harmless.bin", [1])));
        }

        await Refused("Attachments.Macros", "a.xlsx", Zip(("[Content_Types].xml", Ascii("<Types/>")), ("xl/workbook.xml", Ascii("<x/>")), ("xl/VBAProject.BIN", [1])));
        await Taken("a.docx", Docx());
    }

    [Fact]
    public async Task FU_21_and_22_old_office_files_and_protected_ones_are_refused_because_nobody_here_can_look_inside()
    {
        byte[] compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]];
        await Refused("Attachments.NotTaken", "a.doc", compound);
        await Refused("Attachments.NotTaken", "a.xls", compound);
        await Refused("Attachments.NotWhatItSays", "a.docx", compound);
        await Refused("Attachments.NotWhatItSays", "a.xlsx", compound);
        await Refused("Attachments.BadEntry", "a.zip", Central(Zip(("a.txt", Ascii("secret"))), record => record[8] |= 1));
    }

    private async Task Taken(string name, byte[] content)
    {
        var outcome = await business.Upload(me, name, new MemoryStream(content));
        Assert.True(outcome.Ok, $"{name}: {outcome.Refusal?.Key}");
    }

    private async Task Refused(string key, string name, byte[] content)
    {
        var before = Files();
        var outcome = await business.Upload(me, name, new MemoryStream(content));
        Assert.True(key == outcome.Refusal?.Key, $"{name}: {outcome.Refusal?.Key ?? "taken"}");
        Assert.Equal(before, Files());
    }

    private int Files() => Directory.Exists(business.Storage) ? Directory.EnumerateFiles(business.Storage, "*", SearchOption.AllDirectories).Count() : 0;

    private delegate void Change(Span<byte> record);

    /// <summary>Changes every record of an archive's directory.</summary>
    private static byte[] Central(byte[] zip, Change change)
    {
        var changed = zip.ToArray();
        for (int at = 0, next; (next = changed.AsSpan(at).IndexOf("PK\u0001\u0002"u8)) >= 0; at += next + 46)
        {
            change(changed.AsSpan(at + next, 46));
        }

        return changed;
    }
}
