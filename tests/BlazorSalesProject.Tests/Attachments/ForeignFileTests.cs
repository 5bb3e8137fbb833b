using BlazorSalesProject.Attachments;
using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;
using static BlazorSalesProject.Tests.Attachments.SampleFiles;

namespace BlazorSalesProject.Tests.Attachments;

/// <summary>Files of others: hung on one's own record, one's own on theirs, fetched by a colleague from outside, the same bytes twice, and more than one may have (FU 25 to 28).</summary>
public sealed class ForeignFileTests
{
    [Theory, BothDatabases]
    public async Task FU_26_neither_my_file_on_your_record_nor_your_file_on_mine(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (impl, other) = (await b.As("impl1"), await b.As("impl2"));
        var mine = await b.Read(db => db.Tasks.Where(t => t.State == TaskState.Doing && t.Assignees.Any(a => a.PersonId == impl.Id) && t.Assignees.All(a => a.PersonId != other.Id)).Select(t => t.Id).FirstAsync());
        var yours = (await b.Upload(other, "yours.txt", Of("yours"))).Value!.Ticket;
        var own = (await b.Upload(impl, "mine.txt", Of("mine"))).Value!.Ticket;

        Assert.Equal("Attachments.TicketGone", (await b.Get<SubmitTask>().Run(impl, Guid.NewGuid(), mine, "好了", 1, [own, yours])).Refusal?.Key);
        Assert.False((await b.Get<SubmitTask>().Run(other, Guid.NewGuid(), mine, "好了", 1, [yours])).Ok);
        Assert.Equal(RefusalKind.NotFound, (await b.Get<DropUpload>().Run(impl, yours)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await b.Get<ReceiveUpload>().Run(impl, yours, 0, Of("instead"))).Refusal?.Kind);

        Assert.Equal(TaskState.Doing, await b.Read(db => db.Tasks.Where(t => t.Id == mine).Select(t => t.State).SingleAsync()));
        Assert.Equal(0, await b.Read(db => db.Attachments.CountAsync(a => a.Id == own || a.Id == yours)));
        Assert.Equal(2, await b.Read(db => db.UploadTickets.CountAsync(t => t.Id == own || t.Id == yours)));
        Assert.True((await b.Get<SubmitTask>().Run(impl, Guid.NewGuid(), mine, "好了", 1, [own])).Ok);

        // What hangs on a record is taken by nobody a second time, nor written over.
        Assert.Equal(RefusalKind.NotFound, (await b.Get<DropUpload>().Run(impl, own)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await b.Get<ReceiveUpload>().Run(impl, own, 0, Of("instead"))).Refusal?.Kind);
        Assert.Equal("mine", await Text(b, impl, own));
    }

    [Theory, BothDatabases]
    public async Task FU_25_of_two_from_outside_who_share_a_task_each_fetches_what_he_handed_in_himself(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var pm = await b.As("pm1");
        var project = await b.Read(db => db.Projects.Where(p => p.State == ProjectState.Running && p.ManagerId == pm.Id).Select(p => p.Id).FirstAsync());
        var (tanaka, suzuki) = (await Outsider(b, "田中"), await Outsider(b, "铃木"));
        var task = (await b.Get<PlanTask>().Run(pm, Guid.NewGuid(), project, new TaskFacts("合作翻译"), [tanaka.Id, suzuki.Id])).Value;
        Assert.True((await b.Get<AcceptTask>().Run(tanaka, task)).Ok);
        Assert.True((await b.Get<AcceptTask>().Run(suzuki, task)).Ok);
        var file = (await b.Upload(tanaka, "译稿.txt", Of("译稿"))).Value!.Ticket;
        Assert.True((await b.Get<SubmitTask>().Run(tanaka, Guid.NewGuid(), task, "请看", 1, [file])).Ok);

        Assert.Equal("译稿", await Text(b, tanaka, file));
        Assert.Equal("译稿", await Text(b, pm, file));
        Assert.Equal("译稿", await Text(b, await b.As("impl1"), file));
        Assert.Null(await Text(b, suzuki, file));
        Assert.Empty((await b.Get<TaskSheet>().For(suzuki, task))!.Submissions);

        // Taken from him, his own work is gone for him too.
        Assert.True((await b.Get<RejectTask>().Run(pm, task, await b.Read(db => db.Tasks.Where(t => t.Id == task).Select(t => t.Version).SingleAsync()), "重来")).Ok);
        Assert.True((await b.Get<AssignTask>().Run(pm, task, await b.Read(db => db.Tasks.Where(t => t.Id == task).Select(t => t.Version).SingleAsync()), [suzuki.Id])).Ok);
        Assert.Null(await Text(b, tanaka, file));
    }

    [Theory, BothDatabases]
    public async Task FU_27_somebody_from_outside_is_stopped_at_his_quota_and_nobody_else_is(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (tanaka, suzuki) = (await Outsider(b, "田中"), await Outsider(b, "铃木"));
        await Hang(b, tanaka, 1, Limits.OutsideBytes - 10);
        Assert.True((await b.Get<AnnounceUpload>().Run(tanaka, "a.txt", 10)).Ok);
        Assert.Equal("Attachments.QuotaReached", (await b.Get<AnnounceUpload>().Run(tanaka, "a.txt", 1)).Refusal?.Key);
        Assert.True((await b.Get<AnnounceUpload>().Run(suzuki, "a.txt", 1)).Ok);

        await Hang(b, suzuki, Limits.OutsideFiles - 2, 1);
        Assert.True((await b.Get<AnnounceUpload>().Run(suzuki, "a.txt", 1)).Ok);
        Assert.Equal("Attachments.QuotaReached", (await b.Get<AnnounceUpload>().Run(suzuki, "a.txt", 1)).Refusal?.Key);
        await Hang(b, await b.As("impl1"), 1, Limits.OutsideBytes);
        Assert.True((await b.Get<AnnounceUpload>().Run(await b.As("impl1"), "a.txt", 1)).Ok);
    }

    [Theory, BothDatabases]
    public async Task FU_28_the_same_bytes_of_two_people_are_two_files_and_dropping_one_keeps_the_other(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (impl, other) = (await b.As("impl1"), await b.As("impl2"));
        var (first, second) = ((await b.Upload(impl, "a.txt", Of("same"))).Value!, (await b.Upload(other, "a.txt", Of("same"))).Value!);
        Assert.NotEqual(first.Ticket, second.Ticket);
        Assert.Equal(2, Directory.EnumerateFiles(b.Storage, "*", SearchOption.AllDirectories).Count());

        Assert.True((await b.Get<DropUpload>().Run(impl, first.Ticket)).Ok);

        Assert.Equal("same", await File.ReadAllTextAsync(Assert.Single(Directory.EnumerateFiles(b.Storage, "*", SearchOption.AllDirectories))));
        Assert.Equal(second.Ticket, await b.Read(db => db.UploadTickets.Select(t => t.Id).SingleAsync()));
    }

    private static async Task<string?> Text(TestBusiness b, Me me, Guid file)
    {
        if (await b.Get<AttachmentContent>().For(me, file) is not { } found)
        {
            return null;
        }

        using var reader = new StreamReader(found.Content);
        return await reader.ReadToEndAsync();
    }

    private static async Task<Me> Outsider(TestBusiness b, string name)
    {
        var person = Person.Create(name, PersonKind.External, null, email: $"{Guid.NewGuid():N}@example.org").Value!;
        Assert.Null((await b.Get<Works>().Do(Me.System, "Scene", work =>
        {
            work.Db.People.Add(person);
            return Task.FromResult<Refusal?>(null);
        })).Refusal);
        return (await b.Get<WhoIs>().Load(person.Id))!;
    }

    /// <summary>Files of somebody, as if they had been handed in.</summary>
    private static Task<int> Hang(TestBusiness b, Me me, int count, long size) => b.Read(db =>
    {
        for (var i = 0; i < count; i++)
        {
            var file = Attachment.Of(new UploadTicket { Id = Guid.CreateVersion7(), PersonId = me.Id, FileName = "a.txt", Sha256 = "00", ContentType = "text/plain", Size = size }, new Subject(nameof(Submission), Guid.NewGuid()));
            file.CreatedAt = b.Clock.Now();
            db.Attachments.Add(file);
        }

        return db.SaveChangesAsync();
    });
}
