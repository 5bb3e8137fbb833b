using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pipelines;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Bench.Seeding;

/// <summary>
/// The company every measurement runs on: two sales departments with twenty reps each, their managers, fifty people who look
/// on, 2,000 customers and 10,000 opportunities spread over all columns. Always the same, so that runs can be compared.
/// </summary>
public sealed partial class Company
{
    public const int Opportunities = 10_000;
    public const int Customers = 2_000;
    public const int RepsPerDepartment = 20;
    public const int OnlookersPerKind = 25;
    public const string Password = "Bench-2026-Loopback!";
    private const int Batch = 1_000;
    private static readonly DateTime Start = new(2026, 1, 5, 1, 0, 0, DateTimeKind.Utc);

    private Company(string file) => File = file;

    public string File { get; }

    /// <summary>Accounts that see the whole company, then accounts that see the first department.</summary>
    public IReadOnlyList<string> Onlookers { get; } =
        [.. Enumerable.Range(1, OnlookersPerKind).SelectMany(n => new[] { $"all{n}", $"south{n}" })];

    /// <summary>The account that drags: manager of the first department.</summary>
    public string Manager => "manager1";

    public string Rep(int n) => $"rep{(n % (2 * RepsPerDepartment)) + 1}";

    /// <summary>Creates the database file with the migrations and fills it.</summary>
    public static async Task<Company> CreateAsync(string folder)
    {
        var file = Path.Combine(folder, "template.db");
        await using (var business = new OpenBusiness(file))
        await using (var db = await business.The<IDbContextFactory<AppDb>>().CreateDbContextAsync())
        {
            await business.The<Beginning>().Run();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await FillAsync(db);
            await transaction.CommitAsync();
            await db.Database.ExecuteSqlRawAsync("ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);");
        }

        return new Company(file);
    }

    /// <summary>A copy of the filled file for one measurement, which may change it.</summary>
    public string CopyTo(string folder, string name = "app.db")
    {
        Directory.CreateDirectory(folder);
        var copy = Path.Combine(folder, name);
        System.IO.File.Copy(File, copy, overwrite: true);
        return copy;
    }

    private static async Task FillAsync(AppDb db)
    {
        var stages = await db.Set<Stage>().AsNoTracking().ToListAsync();
        var (everything, south, own) = (Role("bench all", DataScope.All), Role("bench department", DataScope.DepartmentAndBelow), Role("bench own", DataScope.Self));
        await AddAsync(db, [everything, south, own]);
        Department[] departments = [Take(Department.Create("华南销售部", null)), Take(Department.Create("华东销售部", null))];
        await AddAsync(db, departments);

        var hash = new PasswordHasher<Person>().HashPassword(null!, Password);
        List<Person> reps = [];
        List<Entity> people = [];
        Person Add(string account, string name, Department department, Role role)
        {
            var person = Take(Person.Create(name, PersonKind.Staff, department.Id));
            person.GiveRoles([role.Id]);
            people.Add(person);
            people.Add(Account.Create(person.Id, account, hash));
            return person;
        }

        for (var n = 0; n < 2 * RepsPerDepartment; n++)
            reps.Add(Add($"rep{n + 1}", $"销售{n + 1:00}", departments[n % 2], own));
        for (var n = 1; n <= 2; n++)
            Add($"manager{n}", $"经理{n}", departments[n - 1], south);
        for (var n = 1; n <= OnlookersPerKind; n++)
        {
            Add($"all{n}", $"总部{n:00}", departments[1], everything);
            Add($"south{n}", $"华南{n:00}", departments[0], south);
        }

        await AddAsync(db, people);
        List<Customer> customers = [];
        for (var n = 0; n < Customers; n++)
            customers.Add(Take(Customer.Create($"KH-2026-{n + 1:0000}", new CustomerFacts($"{Cities[n % Cities.Length]}{Words[n % Words.Length]}{n}有限公司") { Phone = $"0755-{20_000_000 + n}" }, reps[n % reps.Count].Id)));
        await AddAsync(db, customers);

        var pipeline = new Pipeline(OpportunityKind.System, stages);
        List<Opportunity> opportunities = [];
        for (var n = 0; n < Opportunities; n++)
            opportunities.Add(NewOpportunity(n, pipeline, reps[n % reps.Count], customers[(n * 7) % Customers]));
        await AddAsync(db, opportunities);
        people.Clear();
        await FillProjectsAsync(db, Add, departments, own, customers, reps, () => AddAsync(db, people));
        await db.Set<NumberRange>().AddAsync(new NumberRange { Series = "SJ-2026", Last = Opportunities });
        await db.Set<NumberRange>().AddAsync(new NumberRange { Series = "KH-2026", Last = Customers });
        await db.SaveChangesAsync();
    }

    private static Opportunity NewOpportunity(int n, Pipeline pipeline, Person rep, Customer customer)
    {
        var at = Start.AddMinutes(n * 40);
        var facts = new OpportunityFacts($"{Words[(n * 3) % Words.Length]}项目 {n}", new Money(1_000_000L + (n * 7_919L % 90_000_000L), "CNY"))
        {
            CustomerId = customer.Id,
            Source = OpportunitySources.All[n % OpportunitySources.All.Count],
            ExpectedClose = DateOnly.FromDateTime(at).AddDays(60 + (n % 120)),
        };
        var opportunity = Take(Opportunity.Create($"SJ-2026-{n + 1:0000}", pipeline, facts, rep.Id, at));
        var columns = pipeline.Stages.Count + 2;
        var column = n % columns;
        if (column < pipeline.Stages.Count)
            opportunity.MoveTo(pipeline, pipeline.Stages[column].Code, at, rep.Id);
        else
            Close(opportunity, won: column == pipeline.Stages.Count, at, rep.Id);
        return opportunity;
    }

    private static void Close(Opportunity opportunity, bool won, DateTime at, Guid by)
    {
        var refusal = won
            ? opportunity.Win(opportunity.Amount, DateOnly.FromDateTime(at), null, at, by)
            : opportunity.Lose(LostReasons.All[0], null, null, DateOnly.FromDateTime(at), at, by);
        if (refusal is not null)
            throw new InvalidOperationException(refusal.Key);
    }

    private static readonly string[] Cities = ["深圳", "广州", "东莞", "佛山", "苏州", "上海", "杭州", "宁波"];
    private static readonly string[] Words = ["精密", "自动化", "输送线", "包装", "检测", "仓储", "机器人", "涂装", "焊接", "电控", "翻译"];

    private static Role Role(string name, DataScope scope) =>
        Take(People.Role.Create(name, null, Right.All.Select(r => new Grant { Area = r.Area, Function = r.Function, Scope = scope })));

    private static T Take<T>(Outcome<T> outcome) =>
        outcome.Value is { } value && outcome.Ok ? value : throw new InvalidOperationException(outcome.Refusal?.Key);

    private static async Task AddAsync<T>(AppDb db, IReadOnlyList<T> nouns)
        where T : Entity
    {
        foreach (var batch in nouns.Chunk(Batch))
        {
            foreach (var noun in batch)
            {
                noun.Version = 1;
                noun.CreatedAt = Start;
                noun.Forget();
                db.Add(noun);
            }

            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
    }
}
