using BlazorSalesProject.Catalogue;
using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data;

/// <summary>A small company to try everything with; made only in an empty database, and never in Production.</summary>
public sealed partial class Demo(Works works, IPasswords passwords, PipelineSettings pipelines)
{
    public const string Password = "Demo-2026!";

    private static readonly (string User, string Name, string Role, string Department, string Title)[] Cast =
    [
        ("admin", "系统管理员", StandardRoles.Admin, "总部", "系统管理员"),
        ("boss", "陈总", StandardRoles.GeneralManager, "总部", "总经理"),
        ("salesmgr", "刘强", StandardRoles.SalesManager, "华南销售部", "销售经理"),
        ("sales1", "李娜", StandardRoles.SalesRep, "华南销售部", "销售"),
        ("sales2", "王强", StandardRoles.SalesRep, "华南销售部", "销售"),
        ("sales3", "周洋", StandardRoles.SalesRep, "华东销售部", "销售"),
        ("pm1", "赵敏", StandardRoles.ProjectManager, "项目部", "项目经理"),
        ("pm2", "孙浩", StandardRoles.ProjectManager, "项目部", "项目经理"),
        ("impl1", "陈工", StandardRoles.Implementer, "实施部", "实施工程师"),
        ("impl2", "林工", StandardRoles.Implementer, "实施部", "实施工程师"),
        ("finance1", "何会计", StandardRoles.Finance, "财务部", "财务"),
        ("audit1", "郑审计", StandardRoles.Audit, "内审部", "内审"),
        ("service1", "吴调度", StandardRoles.Dispatcher, "服务部", "服务调度"),
    ];

    /// <summary>Creates the demo unless there are people already. True when it did.</summary>
    public async Task<bool> Run()
    {
        if (await works.Read(db => db.People.AnyAsync()))
        {
            return false;
        }

        var hash = passwords.Hash(Password);
        var made = await works.Do(Me.System, nameof(Demo), async work =>
        {
            var departments = Departments(work);
            var roles = await work.Db.Roles.Where(r => r.Code != null).ToDictionaryAsync(r => r.Code!, r => r.Id);
            var people = new Dictionary<string, Person>();
            foreach (var (user, name, role, department, title) in Cast)
            {
                var person = Must(Person.Create(name, PersonKind.Staff, departments[department], title, $"{user}@example.com", null));
                person.GiveRoles([roles[role]]);
                work.Db.People.Add(person);
                work.Db.Accounts.Add(Account.Create(person.Id, user, hash));
                people[user] = person;
            }

            var products = Products(work);
            var customers = await Companies(work, people);
            await Chances(work, people, customers, products);
            return null;
        });
        Fine(made.Refusal);
        Fine((await works.Do(Me.System, nameof(Demo), async work =>
        {
            await Deliveries(work);
            return null;
        })).Refusal);
        Fine((await works.Do(Me.System, nameof(Demo), async work =>
        {
            await Prospects(work);
            return null;
        })).Refusal);
        Fine((await works.Do(Me.System, nameof(Demo), async work =>
        {
            work.Quiet = true;
            await Pools(work);
            return null;
        })).Refusal);
        return true;
    }

    private static Dictionary<string, Guid> Departments(Work work)
    {
        var all = new Dictionary<string, Guid>();
        Guid Add(string name, Guid? parent)
        {
            var department = Must(Department.Create(name, parent));
            work.Db.Departments.Add(department);
            return all[name] = department.Id;
        }

        var head = Add("总部", null);
        var sales = Add("销售中心", head);
        Add("华南销售部", sales);
        Add("华东销售部", sales);
        foreach (var name in new[] { "项目部", "实施部", "财务部", "内审部", "服务部" })
        {
            Add(name, head);
        }

        return all;
    }

    private static List<Product> Products(Work work)
    {
        var products = new List<Product>();
        foreach (var (name, series, price, cost) in new (string, string, decimal, decimal?)[]
        {
            ("MES 制造执行系统", "软件", 480_000, 210_000), ("AGV 搬运机器人", "设备", 168_000, 121_000), ("机器视觉检测站", "设备", 96_000, 64_000),
            ("产线集成服务(人月)", "服务", 38_000, null), ("减速机备件包", "备件", 5_200, 3_100), ("传感器备件包", "备件", 1_850, 920),
        })
        {
            var product = Must(Product.Create(name, series, Money.Of(price, "CNY"), cost is { } c ? Money.Of(c, "CNY").Minor : null));
            work.Db.Products.Add(product);
            products.Add(product);
        }

        return products;
    }

    private static async Task<List<Customer>> Companies(Work work, Dictionary<string, Person> people)
    {
        var customers = new List<Customer>();
        foreach (var (name, level, industry, region, owner, contact, role, phone) in new[]
        {
            ("深圳市华星光电有限公司", "A", "电子", "广东深圳", "sales1", "黄志远", ContactRole.DecisionMaker, "13800010001"),
            ("东莞精密机械(集团)有限公司", "A", "机械", "广东东莞", "sales1", "罗敏", ContactRole.Technical, "13800010002"),
            ("广州白云物流股份有限公司", "B", "物流", "广东广州", "sales1", "梁伟", ContactRole.Purchasing, "13800010003"),
            ("珠海格林新能源有限公司", "B", "新能源", "广东珠海", "sales2", "冯丽", ContactRole.User, "13800010004"),
            ("佛山陶瓷装备有限公司", "C", "装备", "广东佛山", "sales2", "邓超", ContactRole.DecisionMaker, "13800010005"),
            ("惠州联创汽车电子有限公司", "A", "汽车", "广东惠州", "sales2", "曾颖", ContactRole.Finance, "13800010006"),
            ("上海申通轨道装备有限公司", "A", "轨道交通", "上海", "sales3", "沈洁", ContactRole.DecisionMaker, "13800010007"),
            ("苏州工业园纳米材料有限公司", "B", "材料", "江苏苏州", "sales3", "顾斌", ContactRole.Technical, "13800010008"),
            ("杭州云栖智能科技有限公司", "B", "软件", "浙江杭州", "sales3", "章琳", ContactRole.Influencer, "13800010009"),
        })
        {
            var customer = Must(Customer.Create(await work.NextNumber("KH"), new CustomerFacts(name) { Level = level, Industry = industry, Region = region, Source = "own" }, people[owner].Id));
            var first = Must(Contact.Create(customer.Id, new ContactFacts(contact, role, null, phone, null, null, true)));
            customer.Contacts.Add(first);
            customer.IndexContacts();
            work.Db.Customers.Add(customer);
            customers.Add(customer);
        }

        return customers;
    }

    private async Task Chances(Work work, Dictionary<string, Person> people, List<Customer> customers, List<Product> products)
    {
        var system = await pipelines.Of(OpportunityKind.System);
        var parts = await pipelines.Of(OpportunityKind.SpareParts);
        var rows = new (string Title, int Customer, string Owner, string Column, decimal Amount, int Product, string Source, int QuietDays)[]
        {
            ("华星光电 MES 一期", 0, "sales1", "contact", 1_280_000, 0, "tender", 2),
            ("华星光电视觉检测改造", 0, "sales1", "needs", 560_000, 2, "existing", 20),
            ("东莞精密柔性产线", 1, "sales1", "proposal", 2_450_000, 3, "own", 5),
            ("白云物流 AGV 分拣", 2, "sales1", "negotiation", 3_360_000, 1, "tender", 3),
            ("白云物流仓储二期", 2, "sales1", "contract", 1_920_000, 1, "existing", 8),
            ("格林新能源电芯检测", 3, "sales2", "contact", 720_000, 2, "exhibition", 4),
            ("佛山陶瓷数字工厂", 4, "sales2", "needs", 1_560_000, 0, "web", 1),
            ("联创汽车电子 MES", 5, "sales2", "proposal", 980_000, 0, "referral", 30),
            ("联创总装线集成", 5, "sales2", "payment", 4_100_000, 3, "existing", 6),
            ("格林新能源仓储机器人", 3, "sales2", "won", 1_180_000, 1, "own", 12),
            ("佛山陶瓷窑炉视觉", 4, "sales2", "lost", 430_000, 2, "web", 15),
            ("申通轨道检修产线", 6, "sales3", "contact", 2_900_000, 3, "tender", 2),
            ("纳米材料洁净室自动化", 7, "sales3", "needs", 1_350_000, 1, "partner", 9),
            ("云栖智能联合开发", 8, "sales3", "negotiation", 860_000, 0, "partner", 4),
            ("申通轨道备件框架", 6, "sales3", "inquiry", 156_000, 4, "existing", 3),
            ("华星光电传感器备件", 0, "sales1", "inquiry", 37_000, 5, "existing", 2),
            ("东莞精密减速机备件", 1, "sales1", "quote", 104_000, 4, "existing", 10),
            ("白云物流备件补充", 2, "sales1", "won", 52_000, 4, "existing", 20),
        };
        foreach (var row in rows)
        {
            var kind = row.Product >= 4 ? parts : system;
            var owner = people[row.Owner].Id;
            var began = work.Now.AddDays(-row.QuietDays - 10);
            var facts = new OpportunityFacts(row.Title, Money.Of(row.Amount, "CNY"))
            {
                CustomerId = customers[row.Customer].Id, ProductId = products[row.Product].Id, Source = row.Source, ExpectedClose = work.Today.AddDays(20 + (row.Title.Length * 3)),
            };
            var chance = Must(Opportunity.Create(await work.NextNumber("SJ"), kind, facts, owner, began));
            var moved = work.Now.AddDays(-row.QuietDays);
            var refusal = row.Column switch
            {
                Pipeline.Won => chance.Win(facts.Amount, Clock.BusinessDate(moved), null, moved, owner),
                Pipeline.Lost => chance.Lose("price", null, "海康自动化", Clock.BusinessDate(moved), moved, owner),
                _ => chance.MoveTo(kind, row.Column, moved, owner),
            };
            if (refusal is not null)
            {
                throw new InvalidOperationException(refusal.Sentence);
            }

            work.Db.Opportunities.Add(chance);
            if (chance.State == OpportunityState.Open)
            {
                work.Db.FollowUps.Add(Must(FollowUp.Record(chance.Id, chance.CustomerId, owner, "call", "电话沟通需求与时间表，对方要求补充案例。", moved.AddHours(1), work.Now)));
                work.Db.FollowUpPlans.Add(Must(FollowUpPlan.Make(chance.Id, chance.CustomerId, owner, "visit", "上门演示方案", work.Now.AddDays(2 + (row.Title.Length % 7)), work.Now)));
            }
        }
    }

    private static T Must<T>(Outcome<T> outcome) => outcome.Value ?? throw new InvalidOperationException(outcome.Refusal?.Sentence);
}
