using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Delivery;

/// <summary>What is told about tasks: who hears, which sentence, which button. External people are led to the portal.</summary>
public sealed class DeliveryNotices : INoticeRule
{
    public IReadOnlySet<string> Hears { get; } = new HashSet<string>
    {
        "TaskAssigned", "TaskAccepted", "TaskDeclined", "TaskSubmitted", "TaskApproved", "TaskRejected", "TaskReopened", "TaskDropped", "ProjectTasksDone", "ProjectCancelled", "PlanShifted", "RiskRecorded", "RiskHandedOn", "PersonDeactivated",
    };

    public IReadOnlyList<NoticeKind> Kinds { get; } =
    [
        new("TaskAssigned") { MailByDefault = true }, new("TaskAccepted"), new("TaskDeclined") { MailByDefault = true, AsksForWord = true }, new("TaskSubmitted") { MailByDefault = true, AsksForWord = true }, new("TaskApproved"),
        new("TaskRejected") { MailByDefault = true }, new("TaskReopened") { MailByDefault = true }, new("TaskDropped"), new("ProjectTasksDone") { MailByDefault = true, AsksForWord = true }, new("ProjectCancelled"), new("PlanShifted"), new("RiskRecorded"), new("RiskHandedOn"), new("AssigneeLeft") { MailByDefault = true, AsksForWord = true },
    ];

    public async Task<IReadOnlyList<NoticeDraft>> WhoHears(Activity activity, AppDb db)
    {
        var facts = activity.Details();
        var who = await db.Actor(activity);
        if (activity.Kind == "PersonDeactivated")
        {
            return await Left(activity, db);
        }

        if (activity.SubjectKind != nameof(ProjectTask))
        {
            return await OfProject(activity, who, db);
        }

        var task = await db.Tasks.Where(t => t.Id == activity.SubjectId)
            .Select(t => new { t.Id, t.Title, Project = t.Project.Title, t.Project.Number, t.Project.ManagerId, People = t.Assignees.Where(a => a.Answer != AssigneeAnswer.Declined).Select(a => a.PersonId).ToList() }).SingleOrDefaultAsync();
        if (task is null)
        {
            return [];
        }

        var given = Ids(facts.Fact("People"));
        var gone = Ids(facts.Fact("Gone"));
        var about = task.People.Concat(given).Concat(gone).Append(task.ManagerId).Distinct().ToList();
        var external = (await db.People.Where(p => about.Contains(p.Id) && p.Kind == PersonKind.External).Select(p => p.Id).ToListAsync()).ToHashSet();

        // Who has no account got a letter with a link of his own; the portal would be a closed door to him.
        var written = given.Count == 0 ? [] : await db.TaskLinks.Where(l => l.TaskId == task.Id && given.Contains(l.PersonId) && l.RevokedAt == null && !db.Accounts.Any(a => a.PersonId == l.PersonId)).Select(l => l.PersonId).ToListAsync();

        NoticeDraft To(Guid person, string text, string button, params NoticeWord[] more) => new(person, activity.Kind, text, [who, task.Title, external.Contains(person) ? task.Number : task.Project, .. more],
            external.Contains(person) ? $"/portal/tasks/{task.Id}" : $"/tasks/{task.Id}", button, new Subject(nameof(ProjectTask), task.Id));
        NoticeDraft ToManager(string button, params NoticeWord[] more) => To(task.ManagerId, $"Notices.{activity.Kind}", button, more);
        IReadOnlyList<NoticeDraft> ToPeople(string button, params NoticeWord[] more) => [.. task.People.Select(p => To(p, $"Notices.{activity.Kind}", button, more))];

        return activity.Kind switch
        {
            "TaskAssigned" =>
            [
                .. given.Select(p => To(p, "Notices.TaskAssigned", "Notices.Button_AcceptTask") with { Written = written.Contains(p) }),
                .. gone.Select(p => To(p, "Notices.TaskTakenAway", "Notices.Button_MyTasks") with { Link = external.Contains(p) ? "/portal" : "/tasks", Subject = new Subject(nameof(Person), p) }),
            ],
            "TaskAccepted" => [ToManager("Notices.Button_Task")],
            "TaskDeclined" => [ToManager("Notices.Button_AssignAnew", NoticeWord.Short(facts.Fact("Why")))],
            "TaskSubmitted" => [ToManager("Notices.Button_Review", NoticeWord.Short(facts.Fact("Text")))],
            "TaskApproved" or "TaskDropped" => ToPeople("Notices.Button_Task"),
            "TaskRejected" => ToPeople("Notices.Button_Task", NoticeWord.Short(facts.Fact("Text"))),
            "TaskReopened" => ToPeople("Notices.Button_Task", NoticeWord.Short(facts.Fact("Why"))),
            _ => [],
        };
    }

    private static async Task<IReadOnlyList<NoticeDraft>> OfProject(Activity activity, NoticeWord who, AppDb db)
    {
        if (await db.Projects.Where(p => p.Id == activity.SubjectId).Select(p => new { p.Id, p.Title, p.Number, p.ManagerId, p.OrderId }).SingleOrDefaultAsync() is not { } project)
        {
            return [];
        }

        if (activity.Kind is "RiskRecorded" or "RiskHandedOn")
        {
            return Ids(activity.Details().Fact("Owner")) is [var owner]
                ? [new(owner, activity.Kind, "Notices.RiskGiven", [who, NoticeWord.Short(activity.Details().Fact("Title")), project.Title], $"/projects/{project.Id}?tab=control", "Notices.Button_Risk", new Subject(nameof(Projects.Project), project.Id))]
                : [];
        }

        if (activity.Kind == "ProjectTasksDone")
        {
            return [new(project.ManagerId, activity.Kind, "Notices.ProjectTasksDone", [project.Title], $"/orders/{project.OrderId}?do=ask", "Notices.Button_AskDelivery", new Subject(nameof(Projects.Project), project.Id)) { AlsoToActor = true }];
        }

        if (activity.Kind == "PlanShifted")
        {
            return await Shifted(activity, new Subject(nameof(Projects.Project), project.Id), project.ManagerId, project.Title, project.Number, db);
        }

        // Whoever has a task in it stops working: one word to each, by the task he has.
        var tasks = await db.Tasks.Where(t => t.ProjectId == project.Id && t.State != TaskState.Done && t.State != TaskState.Dropped)
            .Select(t => new { t.Id, People = t.Assignees.Where(a => a.Answer != AssigneeAnswer.Declined).Select(a => a.PersonId).ToList() }).ToListAsync();
        var all = tasks.SelectMany(t => t.People).Distinct().ToList();
        var external = (await db.People.Where(p => all.Contains(p.Id) && p.Kind == PersonKind.External).Select(p => p.Id).ToListAsync()).ToHashSet();
        return [.. tasks.SelectMany(t => t.People.Select(person => (Person: person, TaskId: t.Id))).DistinctBy(x => x.Person).Select(x => new NoticeDraft(x.Person, activity.Kind, "Notices.ProjectCancelled",
            [who, external.Contains(x.Person) ? project.Number : project.Title], external.Contains(x.Person) ? $"/portal/tasks/{x.TaskId}" : $"/tasks/{x.TaskId}", "Notices.Button_Task", new Subject(nameof(ProjectTask), x.TaskId)))];
    }

    /// <summary>A plan moved: whoever has some of the tasks, and the manager, read one sentence about all of it. People from outside read no titles but their own.</summary>
    private static async Task<IReadOnlyList<NoticeDraft>> Shifted(Activity activity, Subject project, Guid manager, string title, string number, AppDb db)
    {
        var facts = activity.Details();
        var moved = await db.Activities.Where(a => a.AboutId == project.Id && a.Operation == activity.Operation && a.Kind == "TaskShifted").Select(a => a.SubjectId).ToListAsync();
        var tasks = await db.Tasks.Where(t => moved.Contains(t.Id)).OrderBy(t => t.DueOn)
            .Select(t => new { t.Id, t.Title, t.StartOn, t.DueOn, People = t.Assignees.Where(a => a.Answer != AssigneeAnswer.Declined).Select(a => a.PersonId).ToList() }).ToListAsync();
        var all = tasks.SelectMany(t => t.People).Distinct().ToList();
        var external = (await db.People.Where(p => all.Contains(p.Id) && p.Kind == PersonKind.External).Select(p => p.Id).ToListAsync()).ToHashSet();
        NoticeWord because = facts.Fact("Because") is { } cause ? NoticeWord.Short($"「{cause}」") : NoticeWord.Term("Notices.PulledIn");
        static string Count(int count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var drafts = tasks.SelectMany(t => t.People.Where(p => p != manager).Select(person => (Person: person, Task: t))).GroupBy(x => x.Person).Select(own =>
        {
            var (first, outside) = (own.First().Task, external.Contains(own.Key));
            var dates = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{first.StartOn ?? first.DueOn:yyyy-MM-dd} – {first.DueOn ?? first.StartOn:yyyy-MM-dd}");
            return new NoticeDraft(own.Key, activity.Kind, outside ? "Notices.PlanShiftedOutside" : "Notices.PlanShifted", outside ? [number, Count(own.Count()), first.Title, dates] : [because, title, Count(own.Count()), first.Title, dates],
                outside ? $"/portal/tasks/{first.Id}" : $"/tasks/{first.Id}", "Notices.Button_Task", new Subject(nameof(ProjectTask), first.Id));
        });
        // Who plans sees what moves; a late approval moves it behind his back.
        return [.. drafts, new NoticeDraft(manager, activity.Kind, "Notices.PlanShiftedManager", [because, title, Count(tasks.Count)], $"/projects/{project.Id}?tab=gantt", "Notices.Button_Plan", project) { AlsoToActor = activity.Verb == nameof(ApproveTask) }];
    }

    /// <summary>Somebody with open tasks left: each manager concerned hears of it once, by the first of the tasks to be given anew.</summary>
    private static async Task<IReadOnlyList<NoticeDraft>> Left(Activity activity, AppDb db)
    {
        var person = activity.SubjectId ?? Guid.Empty;
        var name = await db.People.Where(p => p.Id == person).Select(p => p.Name).SingleOrDefaultAsync();
        var tasks = await db.Tasks.AssignedTo(person).Open().OrderBy(t => t.DueOn)
            .Select(t => new { t.Id, t.Title, t.Project.ManagerId }).ToListAsync();
        return [.. tasks.GroupBy(t => t.ManagerId).Select(g => new NoticeDraft(g.Key, "AssigneeLeft", "Notices.AssigneeLeft",
            [name ?? "", g.First().Title, g.Count().ToString(System.Globalization.CultureInfo.InvariantCulture)], $"/tasks/{g.First().Id}", "Notices.Button_AssignAnew", new Subject(nameof(ProjectTask), g.First().Id)))];
    }

    private static List<Guid> Ids(string? list) => [.. (list ?? "").Split(',').Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)];
}
