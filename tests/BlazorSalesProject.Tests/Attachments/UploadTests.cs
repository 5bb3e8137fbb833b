using BlazorSalesProject.Attachments;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;
using static BlazorSalesProject.Tests.Attachments.SampleFiles;

namespace BlazorSalesProject.Tests.Attachments;

/// <summary>The bad uploads of the reliability catalogue (FU), each refused with one sentence and nothing left on the disk.</summary>
public sealed class UploadTests : IAsyncLifetime
{
    private readonly TestBusiness business = new(Database.On(Database.Sqlite).WithDemo());
    private Me me = Me.System;

    public async Task InitializeAsync() => me = await business.As("sales1");

    public async Task DisposeAsync() => await business.DisposeAsync();

    [Fact]
    public async Task Good_files_are_kept_under_names_of_ours_with_the_type_found_inside()
    {
        foreach (var (name, content, type) in new (string, byte[], string)[]
        {
            ("a.pdf", Pdf(), "application/pdf"), ("a.png", Png(2, 2), "image/png"), ("a.gif", Gif(), "image/gif"), ("a.JPG", Jpeg(), "image/jpeg"), ("a.txt", "你好"u8.ToArray(), "text/plain"),
            ("a.docx", Docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"), ("a.zip", Zip(("b.txt", Ascii("b"))), "application/zip"),
        })
        {
            var outcome = await Keep(name, content);
            Assert.True(outcome.Ok, $"{name}: {outcome.Refusal?.Key}");
            var ticket = await business.Read(db => db.UploadTickets.SingleAsync(t => t.Id == outcome.Value!.Ticket));
            Assert.Equal((type, content.LongLength), (ticket.ContentType, ticket.Size));
            Assert.Equal(content, await File.ReadAllBytesAsync(Path.Combine(business.Storage, "attachments", ticket.Sha256[..2], ticket.Id.ToString("N"))));
        }
    }

    [Theory]
    [InlineData("report.pdf.exe"), InlineData("a.html"), InlineData("a.hta"), InlineData("a.lnk"), InlineData("a.js"), InlineData("a.svg"), InlineData("noextension"), InlineData("a.docm"), InlineData("a.doc")]
    public Task FU_2_and_5_what_is_not_on_the_list_is_refused_by_its_extension(string name) => Refused("Attachments.NotTaken", name, Pdf());

    [Fact]
    public async Task FU_1_a_program_named_pdf_is_refused()
    {
        await Refused("Attachments.NotWhatItSays", "a.pdf", Ascii("MZ\u0090 this program"));
        await Refused("Attachments.NotWhatItSays", "a.pdf", Ascii("\u007fELF"));
        await Refused("Attachments.NotWhatItSays", "a.docx", Pdf());
        await Refused("Attachments.NotWhatItSays", "a.xlsx", Docx());
        await Refused("Attachments.NotWhatItSays", "a.txt", [77, 90, 0, 0]);
    }

    [Fact]
    public async Task FU_3_null_bytes_and_encoded_slashes_do_not_hide_an_extension()
    {
        await Refused("Attachments.NotTaken", "a.pdf\0.exe", Pdf());
        Assert.Equal("evil_.pdf", (await Keep("..%2f..%2fevil%00.pdf".Replace("..%2f", "", StringComparison.Ordinal), Pdf())).Value!.Name);
    }

    [Fact]
    public async Task FU_4_and_6_pages_and_archives_in_disguise_are_refused()
    {
        await Refused("Attachments.NotWhatItSays", "a.jpg", Ascii("<html><script>alert(1)</script>"));
        await Refused("Attachments.NotWhatItSays", "a.txt", Ascii("  <!DOCTYPE html><script>alert(1)</script>"));
        await Refused("Attachments.NotWhatItSays", "a.gif", Ascii("GIF89a/*" + new string(' ', 20) + "*/=1;alert(1)"));
        await Refused("Attachments.NotWhatItSays", "a.gif", [.. Gif(), .. Ascii("alert(1)")]);
        await Refused("Attachments.NotWhatItSays", "a.png", [.. Png(1, 1), .. Ascii("<script>")]);
        await Refused("Attachments.NotWhatItSays", "a.jpg", [.. Jpeg(), .. Zip(("a.txt", Ascii("a")))]);
        await Refused("Attachments.NotWhatItSays", "a.pdf", Pdf("<html>%PDF-1.7\n"));
        await Refused("Attachments.NotWhatItSays", "a.pdf", Pdf("%PDF-1.7\n<html><script>alert(1)</script>"));
    }

    [Fact]
    public async Task FU_8_and_9_archives_that_grow_or_swarm_are_refused()
    {
        await Refused("Attachments.Bomb", "a.zip", Zip(("zeros", new byte[8 * 1024 * 1024])));
        await Refused("Attachments.Bomb", "a.zip", Zip(("inner.zip", Zip(("zeros", new byte[8 * 1024 * 1024])))));
        await Refused("Attachments.TooDeep", "a.zip", Zip(("1.zip", Zip(("2.zip", Zip(("a.txt", Ascii("a"))))))));
        await Refused("Attachments.TooManyEntries", "a.zip", Zip([.. Enumerable.Range(0, 2001).Select(i => ($"{i}.txt", Array.Empty<byte>()))]));
    }

    [Fact]
    public async Task FU_10_documents_that_reach_out_or_laugh_are_refused()
    {
        await Refused("Attachments.Damaged", "a.docx", Docx("<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY x SYSTEM \"http://127.0.0.1:9/\">]><d>&x;</d>"));
        await Refused("Attachments.Damaged", "a.docx", Docx("<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><d>&b;</d>"));
        await Refused("Attachments.Macros", "a.docx", Docx(more: ("word/vbaProject.bin", [1])));
        await Refused("Attachments.Damaged", "a.zip", [.. Ascii("PK\u0003\u0004"), 1, 2, 3]);
    }

    [Fact]
    public Task FU_11_entries_that_climb_out_are_refused() => Refused("Attachments.BadEntry", "a.zip", Zip(("../../etc/passwd", Ascii("x"))));

    [Fact]
    public async Task FU_13_a_pixel_flood_is_refused_from_the_header()
    {
        await Refused("Attachments.TooManyPixels", "a.png", Png(50_000, 50_000));
        await Refused("Attachments.TooManyPixels", "a.gif", Gif(60_000, 60_000));
        await Refused("Attachments.TooManyPixels", "a.jpg", Jpeg(60_000, 60_000));
    }

    [Fact]
    public Task FU_14_an_empty_file_is_refused() => Refused("Attachments.Empty", "a.txt", []);

    [Fact]
    public async Task FU_15_the_limit_holds_to_the_byte_whatever_was_announced()
    {
        var store = new FileStore(TemporaryFolder.New("limit"), 1000);
        Assert.Equal(Limits.UploadBytes, business.Get<FileStore>().LargestFile);
        Assert.Equal("Attachments.TooLarge", (await business.Get<AnnounceUpload>().Run(me, "a.txt", Limits.UploadBytes + 1)).Refusal?.Key);
        Assert.True((await business.Get<AnnounceUpload>().Run(me, "a.txt", Limits.UploadBytes)).Ok);
        Assert.Equal(1000, store.LargestFile);

        var lied = (await business.Get<AnnounceUpload>().Run(me, "a.txt", 10)).Value;
        Assert.Equal("Attachments.NotAsAnnounced", (await business.Get<ReceiveUpload>().Run(me, lied, 0, new MemoryStream(new byte[11]))).Refusal?.Key);
        Assert.Empty(Files());
        Assert.Equal("Attachments.TicketGone", (await business.Get<ReceiveUpload>().Run(me, lied, 0, Of("a"))).Refusal?.Key);
    }

    [Fact]
    public async Task FU_16_an_upload_that_breaks_off_goes_on_from_what_has_arrived()
    {
        var content = Enumerable.Range(0, 300_000).Select(i => (byte)('a' + (i % 26))).ToArray();
        var id = (await business.Get<AnnounceUpload>().Run(me, "a.txt", content.Length)).Value;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => business.Get<ReceiveUpload>().Run(me, id, 0, new BreaksOff(content, 100_000)));
        var reached = await business.Get<UploadProgress>().For(me, id);
        Assert.Equal(100_000, reached);
        Assert.Null(await business.Get<UploadProgress>().For(await business.As("sales2"), id));
        Assert.Equal("Attachments.TicketGone", (await business.Get<ReceiveUpload>().Run(await business.As("sales2"), id, 100_000, Of("x"))).Refusal?.Key);
        Assert.Equal("Attachments.OutOfStep", (await business.Get<ReceiveUpload>().Run(me, id, 0, new MemoryStream(content))).Refusal?.Key);

        var step = (await business.Get<ReceiveUpload>().Run(me, id, 100_000, new MemoryStream(content[100_000..]))).Value!;

        Assert.Equal(content, await File.ReadAllBytesAsync(Assert.Single(Files())));
        Assert.Equal((content.LongLength, "a.txt"), (step.File!.Size, step.File.Name));
        Assert.Null(await business.Get<UploadProgress>().For(me, id));
        Assert.Equal("Attachments.TicketGone", (await business.Get<ReceiveUpload>().Run(me, id, content.Length, Stream.Null)).Refusal?.Key);
    }

    [Fact]
    public async Task Of_two_lines_that_send_the_last_piece_one_wins_and_there_is_one_file()
    {
        var id = (await business.Get<AnnounceUpload>().Run(me, "a.txt", 6)).Value;
        Assert.Equal(3, (await business.Get<ReceiveUpload>().Run(me, id, 0, Of("abc"))).Value!.Received);
        var ends = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => business.Get<ReceiveUpload>().Run(me, id, 3, Of("def"))));
        Assert.Single(ends, e => e.Value?.File is not null);
        Assert.Equal("abcdef", await File.ReadAllTextAsync(Assert.Single(Files())));
        Assert.Equal(1, await business.Read(db => db.UploadTickets.CountAsync()));
    }

    [Fact]
    public async Task A_hundred_uploads_that_break_off_for_good_are_given_up_or_swept_away()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < Limits.WaitingUploads; i++)
        {
            ids.Add((await business.Get<AnnounceUpload>().Run(me, "a.txt", 100)).Value);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => business.Get<ReceiveUpload>().Run(me, ids[^1], 0, new BreaksOff(new byte[100], 50)));
        }

        await Refused("Attachments.TooManyWaiting", "a.txt", Ascii("a"));
        Assert.True((await business.Get<DropUpload>().Run(me, ids[0])).Ok);
        Assert.Equal(Limits.WaitingUploads - 1, Files().Count);
        foreach (var file in Files())
        {
            File.SetLastWriteTimeUtc(file, business.Clock.Now());
        }

        business.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(Limits.WaitingUploads - 1, (await business.Get<SweepUploads>().Run(Me.System)).Value);
        Assert.Empty(Files());
        Assert.Equal(0, await business.Read(db => db.Arrivals.CountAsync()));
    }

    [Fact]
    public async Task Too_many_unsaved_uploads_of_one_person_are_stopped_and_others_go_on()
    {
        await business.Read(async db =>
        {
            db.UploadTickets.AddRange(Enumerable.Range(0, Limits.WaitingUploads).Select(_ => new UploadTicket { Id = Guid.NewGuid(), PersonId = me.Id, FileName = "a", Sha256 = "00", ContentType = "text/plain", Size = 1, At = business.Clock.Now() }));
            return await db.SaveChangesAsync();
        });
        await Refused("Attachments.TooManyWaiting", "a.txt", Ascii("a"));
        Assert.True((await business.Upload(await business.As("sales2"), "a.txt", Of("a"))).Ok);
    }

    [Fact]
    public async Task What_nobody_saved_within_a_day_is_swept_away_and_what_was_saved_stays()
    {
        Assert.Equal(RefusalKind.Denied, (await business.Get<SweepUploads>().Run(me)).Refusal?.Kind);
        var dropped = (await Keep("a.txt", Ascii("a"))).Value!.Ticket;
        Assert.True((await business.Get<DropUpload>().Run(me, dropped)).Ok);
        Assert.Empty(Files());

        await Keep("b.txt", Ascii("b"));
        foreach (var file in Files())
        {
            File.SetLastWriteTimeUtc(file, business.Clock.Now());
        }

        Assert.Equal(0, (await business.Get<SweepUploads>().Run(Me.System)).Value);
        business.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1, (await business.Get<SweepUploads>().Run(Me.System)).Value);
        Assert.Empty(Files());
        Assert.Equal(0, await business.Read(db => db.UploadTickets.CountAsync()));
    }

    [Fact]
    public async Task Nobody_uploads_without_being_somebody() =>
        Assert.Equal(RefusalKind.Denied, (await business.Upload(Me.System, "a.txt", Of("a"))).Refusal?.Kind);

    private Task<Outcome<UploadedFile>> Keep(string name, byte[] content) => business.Upload(me, name, new MemoryStream(content));

    private async Task Refused(string key, string name, byte[] content)
    {
        var before = Files().Count;
        var outcome = await Keep(name, content);
        Assert.True(key == outcome.Refusal?.Key, $"{name}: {outcome.Refusal?.Key ?? "taken"}");
        Assert.Equal(before, Files().Count);
    }

    private List<string> Files() => Directory.Exists(business.Storage) ? [.. Directory.EnumerateFiles(business.Storage, "*", SearchOption.AllDirectories)] : [];

    /// <summary>Gives the first bytes of something, then the line is cut.</summary>
    private sealed class BreaksOff(byte[] content, int first) : Stream
    {
        private int given;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (given == first)
            {
                throw new IOException("cut");
            }

            var read = Math.Min(count, first - given);
            content.AsSpan(given, read).CopyTo(buffer.AsSpan(offset));
            given += read;
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
