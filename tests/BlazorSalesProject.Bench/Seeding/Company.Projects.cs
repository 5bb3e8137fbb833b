using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Bench.Seeding;

/// <summary>What the company delivers: 10,000 tasks in 200 running projects of ten managers, done by twenty implementers.</summary>
public sealed partial class Company
{
    public const int Projects = 200;
    public const int TasksPerProject = 50;
    public const int ProjectManagers = 10;
    public const int Implementers = 20;
    private const int StatesOfTasks = 5;

    /// <summary>Who manages every tenth project.</summary>
    public string ProjectManager => "pm1";

    /// <summary>Who works in every project.</summary>
    public string Implementer => "impl1";

    private static async Task FillProjectsAsync(AppDb db, Func<string, string, Department, Role, Person> add, Department[] departments, Role own, List<Customer> customers, List<Person> reps, Func<Task> saveAsync)
    {
        var managers = Enumerable.Range(1, ProjectManagers).Select(n => add($"pm{n}", $"项目经理{n:00}", departments[0], own)).ToList();
        var implementers = Enumerable.Range(1, Implementers).Select(n => add($"impl{n}", $"实施{n:00}", departments[1], own)).ToList();
        await saveAsync();
        var points = await db.Set<HandoverPoint>().AsNoTracking().ToListAsync();
        List<Entity> orders = [];
        List<Project> projects = [];
        for (var n = 0; n < Projects; n++)
        {
            var facts = new OrderFacts($"{Words[n % Words.Length]}交付 {n}", new Money(50_000_00 + (n * 1_000_00), "CNY"))
            {
                CustomerId = customers[n].Id, ManagerId = managers[n % ProjectManagers].Id, PromisedOn = DateOnly.FromDateTime(Start).AddDays(60 + n), Points = points.ToDictionary(p => p.Code, _ => (string?)"ok"),
            };
            var order = Take(Order.Place($"DD-2026-{n + 1:0000}", facts, reps[n % reps.Count].Id, points));
            Fine(order.Accept(points));
            var project = Project.For($"XM-2026-{n + 1:0000}", order);
            project.Start();
            orders.Add(order);
            projects.Add(project);
        }

        await AddAsync(db, orders);
        await AddAsync(db, projects);
        await AddAsync(db, projects.SelectMany((project, n) => Tasks(project, n, implementers)).ToList());
        await db.Set<NumberRange>().AddRangeAsync(new NumberRange { Series = "DD-2026", Last = Projects }, new NumberRange { Series = "XM-2026", Last = Projects });
        await db.SaveChangesAsync();
    }

    /// <summary>A tenth of them waits for the one before; every fifth stands in each column of the board.</summary>
    private static IEnumerable<ProjectTask> Tasks(Project project, int n, List<Person> implementers)
    {
        ProjectTask? before = null;
        for (var t = 0; t < TasksPerProject; t++)
        {
            var day = DateOnly.FromDateTime(Start).AddDays((n % 60) + (t * 2));
            var task = Take(ProjectTask.Plan(project, new TaskFacts($"{Words[(n + t) % Words.Length]}任务 {t + 1}")
            {
                StartOn = day, DueOn = day.AddDays(6), Hours = 8 + (t % 5 * 8), IsMilestone = t % 10 == 9, Needs = t % 10 == 5 && before is not null ? [new Need(before.Id)] : [],
            }));
            var state = t % StatesOfTasks;
            // The first implementer works everywhere, so that his own list is a long one.
            var person = t < StatesOfTasks ? implementers[0].Id : implementers[(n + t) % implementers.Count].Id;
            if (state > 0)
                Fine(task.Assign([person]));
            if (state > 1)
                Fine(task.Accept(person));
            if (state > 2)
                _ = Take(task.Submit(person, "done", 8, Start.AddDays(t)));
            if (state > 3)
                Fine(task.Approve(project.ManagerId, null, Start.AddDays(t + 1)));
            before = task;
            yield return task;
        }
    }

    private static void Fine(Refusal? refusal)
    {
        if (refusal is not null)
            throw new InvalidOperationException(refusal.Key);
    }
}
