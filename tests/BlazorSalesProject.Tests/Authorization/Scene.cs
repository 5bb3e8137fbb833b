using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Data.Import;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Campaigns;
using BlazorSalesProject.Sales.Capture;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Orders;
using BlazorSalesProject.Sales.Pipelines;
using BlazorSalesProject.Sales.Pools;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Authorization;

/// <summary>
/// One cell's world: a customer with a contact and an opportunity with a plan, all of sales1, made for this cell alone,
/// and the person the column names: "other-reader" is sales3 with a read share, "other-expired" one whose share ended yesterday.
/// </summary>
internal sealed partial class Scene
{
    /// <summary>The columns of the matrix.</summary>
    public static readonly IReadOnlyList<string> Roles =
    [
        "admin", "boss", "salesmgr", "owner", "peer", "other", "other-reader", "other-writer", "other-expired", "pm", "finance", "audit", "impl", "service", "external", "nobody",
    ];

    public required TestBusiness Business { get; init; }

    public required Me Me { get; init; }

    public required Opportunity Opportunity { get; init; }

    public required Customer Customer { get; init; }

    public required Contact Contact { get; init; }

    public required FollowUpPlan Plan { get; init; }

    /// <summary>Two leads of the owner.</summary>
    public required Lead Lead { get; init; }

    public required Lead OtherLead { get; init; }

    public required Campaign Campaign { get; init; }

    /// <summary>A pool of the southern sales department that salesmgr administers, with a lead in it, a form and a key.</summary>
    public required Pool LeadPool { get; init; }

    public required Lead PooledLead { get; init; }

    public required LeadForm LeadForm { get; init; }

    public required LeadKey LeadKey { get; init; }

    /// <summary>sales2: a colleague of the owner, to share with or give to.</summary>
    public required Guid Colleague { get; init; }

    /// <summary>The general manager, with whom everything is shared as well, so that a sharing can be stopped.</summary>
    public required Guid Sharer { get; init; }

    /// <summary>A member of the southern sales department without an account.</summary>
    public required Person Person { get; init; }

    /// <summary>Of that person, from today on.</summary>
    public required Absence Absence { get; init; }

    /// <summary>A role nobody holds.</summary>
    public required Role Role { get; init; }

    /// <summary>A department without people.</summary>
    public required Department Department { get; init; }

    public required Stage Stage { get; init; }

    /// <summary>Imports of the owner: one being prepared, one that waits for its turn, one that is done.</summary>
    public required ImportRun Draft { get; init; }

    public required ImportRun Waiting { get; init; }

    public required ImportRun Done { get; init; }

    /// <summary>The points of the hand-over check-list, as they stand.</summary>
    public IReadOnlyList<HandoverPoint> Points { get; private set; } = [];

    public HandoverPoint Point(string code) => Points.Single(p => p.Code == code);

    public T Get<T>() where T : notnull => Business.Get<T>();

    public static async Task<Scene> Make(TestBusiness business, string role, string name)
    {
        var owner = (await business.As("sales1")).Id;
        var account = role switch
        {
            "owner" => "sales1",
            "peer" => "sales2",
            "pm" => "pm1",
            "finance" => "finance1",
            "audit" => "audit1",
            "impl" => "impl1",
            "service" => "service1",
            _ when role.StartsWith("other", StringComparison.Ordinal) => "sales3",
            _ => role,
        };
        var me = role == "nobody" ? new Me(Guid.CreateVersion7(), "nobody", PersonKind.External, null, new Dictionary<Right, Sight>()) : role == "external" ? await Outsider(business) : await business.As(account);
        var clock = business.Clock;
        var boss = (await business.As("boss")).Id;
        Opportunity? opportunity = null;
        Customer? customer = null;
        Contact? contact = null;
        FollowUpPlan? plan = null;
        var leads = new List<Lead>();
        Campaign? campaign = null;
        Pool? pool = null;
        LeadForm? form = null;
        LeadKey? door = null;
        var salesManager = (await business.As("salesmgr")).Id;
        Person? person = null;
        Role? held = null;
        Department? department = null;
        var imports = new[] { Import(owner, ImportState.Draft), Import(owner, ImportState.Waiting), Import(owner, ImportState.Done) };
        var home = (await business.As("sales1")).DepartmentId;
        var stage = await business.Read(db => db.Stages.AsNoTracking().FirstAsync(s => s.Code == "needs"));
        var pipeline = await business.Get<PipelineSettings>().Of(OpportunityKind.System);
        Absence? absence = null;
        var colleague = (await business.As("sales2")).Id;
        var made = await business.Get<Works>().Do(Me.System, "Scene", async work =>
        {
            customer = Customer.Create(await work.NextNumber("KH"), new CustomerFacts($"目标公司{Guid.NewGuid():N}"), owner).Value!;
            contact = Contact.Create(customer.Id, new ContactFacts("目标联系人", ContactRole.DecisionMaker, Phone: "13900000000")).Value!;
            customer.Contacts.Add(contact);
            work.Db.Customers.Add(customer);
            opportunity = Opportunity.Create(await work.NextNumber("SJ"), pipeline, new OpportunityFacts("目标商机", new Money(100_00, "CNY")) { CustomerId = customer.Id }, owner, work.Now).Value!;
            opportunity.Involve(contact.Id, ContactRole.User);
            opportunity.ShareWith(boss, false, null, work.Today);
            customer.Collaborators.Add(new CustomerCollaborator { CustomerId = customer.Id, PersonId = boss });
            if (role is "other-reader" or "other-writer")
            {
                opportunity.ShareWith(me.Id, role == "other-writer", null, work.Today);
                customer.Collaborators.Add(new CustomerCollaborator { CustomerId = customer.Id, PersonId = me.Id, CanWrite = role == "other-writer" });
            }
            else if (role == "other-expired")
            {
                opportunity.ShareWith(me.Id, true, work.Today, work.Today);
                opportunity.Collaborators.Single(c => c.PersonId == me.Id).Until = work.Today.AddDays(-1);
                customer.Collaborators.Add(new CustomerCollaborator { CustomerId = customer.Id, PersonId = me.Id, CanWrite = true, Until = work.Today.AddDays(-1) });
            }

            work.Db.Opportunities.Add(opportunity);
            plan = FollowUpPlan.Make(opportunity.Id, customer.Id, owner, "call", "目标计划", work.Now.AddDays(2), work.Now).Value!;
            work.Db.FollowUpPlans.Add(plan);
            leads.Add(Lead.Create(await work.NextNumber("XS"), new LeadFacts($"目标线索{Guid.NewGuid():N}") { ContactName = "线索联系人" }, owner).Value!);
            leads.Add(Lead.Create(await work.NextNumber("XS"), new LeadFacts($"另一线索{Guid.NewGuid():N}"), owner).Value!);
            work.Db.Leads.AddRange(leads);
            campaign = Campaign.Create(await work.NextNumber("HD"), new CampaignFacts("目标活动", new Money(1, "CNY"))).Value!;
            work.Db.Campaigns.Add(campaign);
            pool = Pool.Make(PoolKind.Leads, new PoolFacts($"目标公海{Guid.NewGuid():N}") { Members = [new(null, home, false), new(salesManager, null, true)] }, 0).Value!;
            work.Db.Pools.Add(pool);
            leads.Add(Lead.CreateIn(pool.Id, await work.NextNumber("XS"), new LeadFacts($"公海线索{Guid.NewGuid():N}"), work.Now).Value!);
            work.Db.Leads.Add(leads[2]);
            form = LeadForm.Create(new LeadFormFacts("目标表单", pool.Id)).Value!;
            door = LeadKey.Create("目标密钥", pool.Id, null, out _).Value!;
            work.Db.AddRange(form, door);
            person = Person.Create("目标人员", PersonKind.Staff, home, email: $"{Guid.NewGuid():N}@example.com").Value!;
            held = Role.Create($"目标角色{Guid.NewGuid():N}", null, [new Grant { Area = Area.Catalogue, Function = Function.Read, Scope = DataScope.All }]).Value!;
            department = Department.Create($"目标部门{Guid.NewGuid():N}", home).Value!;
            absence = Absence.Plan(new AbsenceFacts(person.Id, work.Today, work.Today.AddDays(2), colleague, null), work.Today).Value!;
            work.Db.AddRange(person, held, department, absence);
            work.Db.ImportRuns.AddRange(imports);
            work.Db.Add(new ImportRow { FileId = imports[2].Files[0].Id, Number = 2, Outcome = RowOutcome.Rejected, Reasons = Reasons.Write([Refusal.Invalid("Imports.ValueMissing", "名称")]), Cells = "[null]" });
            return null;
        });
        Assert.Null(made.Refusal?.Sentence);
        var delivery = Cases.OfDelivery.Contains(name) ? await DeliveryScene.Make(business, me, owner) : null;
        return new Scene
        {
            Business = business, Me = me, Opportunity = opportunity!, Customer = customer!, Contact = contact!, Plan = plan!, Lead = leads[0], OtherLead = leads[1], Campaign = campaign!, LeadPool = pool!, PooledLead = leads[2], LeadForm = form!, LeadKey = door!, Person = person!, Absence = absence!, Role = held!, Department = department!, Stage = stage, Colleague = (await business.As("sales2")).Id, Sharer = boss,
            Draft = imports[0], Waiting = imports[1], Done = imports[2], Delivery = delivery!,
            Points = await business.Read(db => db.HandoverPoints.AsNoTracking().OrderBy(p => p.Position).ToListAsync()),
        };
    }

    /// <summary>Orders and tasks in the states the verbs ask for; only for those of delivery.</summary>
    public required DeliveryScene Delivery { get; init; }

    /// <summary>How a list of customers is read.</summary>
    public static FileMapping Mapping => new() { Kind = ImportKind.Customers, Match = "name", Fields = [new FieldMapping { Field = "name", Column = "名称" }] };

    /// <summary>Somebody from outside without any role.</summary>
    private static async Task<Me> Outsider(TestBusiness business)
    {
        var person = Person.Create("外部人员", PersonKind.External, null, email: $"{Guid.NewGuid():N}@example.org").Value!;
        Assert.Null((await business.Get<Works>().Do(Me.System, "Scene", work =>
        {
            work.Db.People.Add(person);
            return Task.FromResult<Refusal?>(null);
        })).Refusal);
        return (await business.Get<WhoIs>().Load(person.Id))!;
    }

    private static ImportRun Import(Guid owner, ImportState state)
    {
        string[] headers = ["名称"];
        var run = ImportRun.Begin(owner, [new ImportFile
        {
            Position = 1, FileName = "目标名单.csv", Kind = ImportKind.Customers, Rows = 1, Mapping = Mapping.Write(), Headers = System.Text.Json.JsonSerializer.Serialize(headers), HeaderKey = ImportFile.KeyOf(headers),
        }]).Value!;
        run.State = state;
        return run;
    }

    /// <summary>What must stay as it is when a verb is refused.</summary>
    public Task<string> State() => Business.Read(async db =>
    {
        var opportunity = await db.Opportunities.AsNoTracking().SingleOrDefaultAsync(o => o.Id == Opportunity.Id);
        var customer = await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == Customer.Id);
        return string.Join('|', opportunity?.Version, opportunity?.Column, opportunity?.OwnerId, customer?.Version, customer?.OwnerId,
            await db.Contacts.CountAsync(), await db.FollowUps.CountAsync(), await db.FollowUpPlans.CountAsync(), await db.Opportunities.CountAsync(), await db.Customers.CountAsync(),
            string.Join(',', await db.Leads.OrderBy(l => l.Id).Select(l => l.Version).ToListAsync()), await db.Campaigns.CountAsync(), await db.LeadForms.CountAsync(), await db.LeadKeys.CountAsync(k => k.RevokedAt == null), await db.LeadRoutings.CountAsync(), await db.Absences.CountAsync(a => a.EndedAt == null), await db.People.CountAsync(), await db.Roles.CountAsync(), await db.Departments.CountAsync(), Delivery is null ? "" : await Delivery.State(db), string.Join(',', await db.ImportRuns.OrderBy(r => r.Id).Where(r => r.Id == Draft.Id || r.Id == Waiting.Id || r.Id == Done.Id).Select(r => r.Version).ToListAsync()), await db.Activities.CountAsync(a => a.Outcome == ActivityOutcome.Done));
    });
}
