using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Delivery.Templates;
using BlazorSalesProject.Handover;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Orders;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data;

/// <summary>Orders and projects in every state, with tasks in every state.</summary>
public sealed partial class Demo
{
    private static readonly Dictionary<string, string?> Answered = new()
    {
        ["scope"] = "按技术协议附件一，含安装调试与两次培训", ["price"] = "按报价单，含税，运费由我方承担", ["dates"] = "设备到场后四周内验收", ["risks"] = "现场停机窗口只有周末",
    };

    private static async Task Deliveries(Work work)
    {
        // History is no news: nobody is told of what the demo begins with.
        work.Quiet = true;
        var people = (await work.Db.Accounts.Join(work.Db.People, a => a.PersonId, p => p.Id, (a, p) => new { a.UserName, p.Id }).ToListAsync()).ToDictionary(a => a.UserName, a => a.Id);
        var customers = await work.Db.Customers.ToDictionaryAsync(c => c.Name, c => c.Id);
        var won = await work.Db.Opportunities.Where(o => o.State == Sales.Opportunities.OpportunityState.Won).ToDictionaryAsync(o => o.Title, o => o);

        var points = await work.AskedPoints();

        async Task<(Order Order, Project Project)> Place(string title, string customer, string owner, string manager, decimal amount, int days, string? opportunity = null)
        {
            var facts = new OrderFacts(title, Money.Of(amount, "CNY"))
            {
                CustomerId = customers[customer], ManagerId = people[manager], PromisedOn = work.Today.AddDays(days), Scope = "供货、安装、调试与培训", Points = Answered, OpportunityId = opportunity is null ? null : won[opportunity].Id,
            };
            var order = Must(Order.Place(await work.NextNumber("DD"), facts, people[owner], points));
            var project = Project.For(await work.NextNumber("XM"), order);
            work.Db.Orders.Add(order);
            work.Db.Projects.Add(project);
            return (order, project);
        }

        ProjectTask Plan(Project project, string title, int due, int hours, bool milestone = false, params string[] names) => After(project, title, due - 7, due, hours, milestone, null, [], names);

        ProjectTask After(Project project, string title, int start, int due, int hours, bool milestone, ProjectTask? whole, ProjectTask[] needs, params string[] names)
        {
            var task = Must(ProjectTask.Plan(project, new TaskFacts(title)
            {
                StartOn = work.Today.AddDays(start), DueOn = work.Today.AddDays(due), Hours = hours, IsMilestone = milestone, ParentId = whole?.Id, Needs = [.. needs.Select(n => new Need(n.Id))],
            }));
            project.Tasks.Add(task);
            work.Db.Tasks.Add(task);
            if (names.Length > 0)
            {
                Fine(task.Assign([.. names.Select(n => people[n])]));
            }

            return task;
        }

        ProjectTask Doing(ProjectTask task, string who)
        {
            Fine(task.Accept(people[who]));
            return task;
        }

        ProjectTask Submitted(ProjectTask task, string who, string notes, int hours)
        {
            work.Db.Submissions.Add(Must(Doing(task, who).Submit(people[who], notes, hours, work.Now.AddHours(-3))));
            return task;
        }

        void Done(ProjectTask task, string who, string manager)
        {
            Submitted(task, who, "已完成，测试记录齐全", 16);
            Fine(task.Approve(people[manager], "做得好", work.Now.AddHours(-1)));
        }

        Refusal? Ask(Project project, ProjectTask milestone, string summary)
        {
            var asked = PartialDelivery.Ask(project, milestone, summary, project.ManagerId, work.Now.AddMinutes(-30));
            if (asked.Value is not null)
            {
                work.Db.PartialDeliveries.Add(asked.Value);
            }

            return asked.Refusal;
        }

        await Place("白云物流备件年度订单", "广州白云物流股份有限公司", "sales1", "pm1", 52_000, 20, "白云物流备件补充");

        var (running, robots) = await Place("格林仓储机器人交付", "珠海格林新能源有限公司", "sales2", "pm1", 1_180_000, 45, "格林新能源仓储机器人");
        Fine(running.Accept(points));
        robots.Start();
        var survey = Plan(robots, "现场勘测与方案确认", -6, 24, true, "impl1");
        Done(survey, "impl1", "pm1");
        Fine(Ask(robots, survey, "勘测报告与方案已由客户签字"));
        var scheduling = After(robots, "调度系统部署", -5, 2, 40, false, null, [survey], "impl2");
        Submitted(scheduling, "impl2", "部署完成，附测试记录", 36);
        var installing = After(robots, "机器人到场安装", -5, -2, 60, false, null, [survey], "impl1");
        Doing(installing, "impl1");
        var joining = After(robots, "与仓储系统联调", 3, 9, 32, false, null, [scheduling, installing], "impl2");
        var training = After(robots, "操作培训", 11, 20, 16, false, null, [joining]);
        After(robots, "试运行验收", 22, 30, 8, true, null, [training]);

        foreach (var (name, rate) in new[] { ("impl1", 120m), ("impl2", 135m), ("pm1", 180m) })
        {
            Fine((await work.Db.People.SingleAsync(p => p.Id == people[name])).Cost(Money.Of(rate, "CNY")));
        }

        Fine(robots.Allow(Money.Of(60_000, "CNY")));
        work.Db.ProjectRisks.AddRange(
            Must(ProjectRisk.Record(robots.Id, new RiskFacts("现场停机窗口只有周末", RiskLevel.High, RiskLevel.Middle) { OwnerId = people["pm1"], DueOn = work.Today.AddDays(3), Measure = "与客户约定两个周末的停机时间" })),
            Must(ProjectRisk.Record(robots.Id, new RiskFacts("充电桩到货可能推迟", RiskLevel.Middle, RiskLevel.Middle) { OwnerId = people["impl1"], DueOn = work.Today.AddDays(-1), Measure = "先借用两台演示充电桩" })));

        Templates(work);

        var (pilot, closed) = await Place("华星光电 MES 试点", "深圳市华星光电有限公司", "sales1", "pm2", 180_000, -5);
        Fine(pilot.Accept(points));
        closed.Start();
        Done(Plan(closed, "试点产线上线", -12, 40, true, "impl1"), "impl1", "pm2");
        Fine(pilot.AskForConfirmation());
        closed.AskForConfirmation();
        Fine(pilot.Complete(work.Now.AddHours(-1)));
        closed.Close(work.Now.AddHours(-1));

        var (ready, delivered) = await Place("联创检测工装", "惠州联创汽车电子有限公司", "sales2", "pm2", 96_000, 3);
        Fine(ready.Accept(points));
        delivered.Start();
        Done(Plan(delivered, "工装制作", -3, 30, false, "impl2"), "impl2", "pm2");
        Fine(ready.AskForConfirmation());
        delivered.AskForConfirmation();

        var (returned, _) = await Place("申通轨道备件首批", "上海申通轨道装备有限公司", "sales3", "pm2", 156_000, 30);
        Fine(returned.Return("承诺日期没有与车间核对，请确认后再提交"));

        var (stopped, cancelled) = await Place("东莞精密样机", "东莞精密机械(集团)有限公司", "sales1", "pm1", 64_000, 15);
        Fine(stopped.Cancel("客户推迟到明年", work.Now.AddHours(-2)));
        cancelled.Cancel(work.Now.AddHours(-2));

        var (upgrade, vision) = await Place("佛山陶瓷视觉检测升级", "佛山陶瓷装备有限公司", "sales2", "pm2", 268_000, 35);
        Fine(upgrade.Accept(points));
        vision.Start();
        var outsider = Must(Person.Create("周师傅", PersonKind.External, null, "外协电工", "zhou@example.com"));
        work.Db.People.Add(outsider);
        people["outsider"] = outsider.Id;

        // A few weeks of finished work, for the figures of 人效.
        void Ended(string title, int due, int done, int hours, int reported, string who, string? rejected = null)
        {
            var task = Doing(Plan(vision, title, due, hours, false, who), who);
            if (rejected is not null)
            {
                work.Db.Submissions.Add(Must(task.Submit(people[who], "初稿，请审核", 6, work.Now.AddDays(done - 3))));
                Fine(task.Reject(people["pm2"], rejected, work.Now.AddDays(done - 2)));
                reported -= 6;
            }

            work.Db.Submissions.Add(Must(task.Submit(people[who], "已完成，记录齐全", reported, work.Now.AddDays(done).AddHours(-2))));
            Fine(task.Approve(people["pm2"], null, work.Now.AddDays(done)));
        }

        Ended("现场需求调研", -60, -61, 16, 14, "impl1");
        Ended("相机选型与打样", -46, -43, 24, 31, "impl2", "样张对比度不够，请补拍");
        Ended("电控柜接线", -32, -33, 32, 30, "outsider");
        Ended("标定程序开发", -21, -21, 40, 46, "impl1", "缺少低温标定数据");
        Ended("上位机联调", -12, -13, 24, 22, "impl2");
        Ended("操作界面汉化", -6, -7, 8, 7, "impl1");

        Doing(After(vision, "算法参数优化", -1, 8, 48, false, null, [], "impl1"), "impl1");
        Doing(After(vision, "备用相机接线", 1, 9, 24, false, null, [], "outsider"), "outsider");
        Doing(After(vision, "产线节拍验证", 8, 20, 36, false, null, [], "impl2"), "impl2");
        Doing(Doing(After(vision, "验收报告编写", 22, 32, 24, false, null, [], "impl1", "impl2"), "impl1"), "impl2");
        var lighting = Must(ProjectTask.Plan(vision, new TaskFacts("现场照明整改") { Hours = 12 }));
        work.Db.Tasks.Add(lighting);
        Fine(lighting.Assign([people["impl2"]]));
        Doing(lighting, "impl2");
    }

    private static void Templates(Work work)
    {
        work.Db.ProjectTemplates.Add(Must(ProjectTemplate.Make(new TemplateFacts("设备改造项目", "产线设备改造：从勘测到验收，约十周",
        [
            new(1, "现场勘测") { Length = 5, Hours = 24 },
            new(2, "改造方案评审") { Offset = 5, Length = 3, Hours = 12, Needs = "1", IsMilestone = true },
            new(3, "采购与加工") { Offset = 8, Length = 15, Hours = 40, Needs = "2" },
            new(4, "电控柜改造") { Offset = 8, Length = 10, Hours = 60, Needs = "2", ParentNo = 3 },
            new(5, "机械部件加工") { Offset = 8, Length = 15, Hours = 80, Needs = "2", ParentNo = 3 },
            new(6, "现场安装") { Offset = 23, Length = 8, Hours = 96, Needs = "4,5" },
            new(7, "联机调试") { Offset = 31, Length = 6, Hours = 60, Needs = "6" },
            new(8, "操作培训") { Offset = 37, Length = 2, Hours = 16, Needs = "7" },
            new(9, "试运行验收") { Offset = 42, Length = 5, Hours = 20, Needs = "7+5,8", IsMilestone = true, Description = "连续试运行五个工作日后验收" },
        ]))));
        work.Db.ProjectTemplates.Add(Must(ProjectTemplate.Make(new TemplateFacts("备件供货", "备件订单：核对、备货、发运、签收",
        [
            new(1, "核对型号与数量") { Length = 1, Hours = 2 },
            new(2, "备货与质检") { Offset = 1, Length = 5, Hours = 10, Needs = "1" },
            new(3, "包装发运") { Offset = 6, Length = 2, Hours = 4, Needs = "2" },
            new(4, "客户签收") { Offset = 10, Length = 1, Hours = 1, Needs = "3+2", IsMilestone = true },
        ]))));
    }

    private static void Fine(Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw new InvalidOperationException(refusal.Sentence);
        }
    }
}
