using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Campaigns;
using BlazorSalesProject.Sales.Capture;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Sales.Pools;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data;

/// <summary>Leads in every state, a campaign that brought some of them, and a pool with a web form that leads into it.</summary>
public sealed partial class Demo
{
    private static async Task Prospects(Work work)
    {
        var people = await work.Db.Accounts.ToDictionaryAsync(a => a.UserName, a => a.PersonId);
        var fair = Must(Campaign.Create(await work.NextNumber("HD"), new CampaignFacts("深圳工业自动化展", Money.Of(86_000, "CNY"))
        {
            StartsOn = work.Today.AddDays(-40), EndsOn = work.Today.AddDays(-37), Note = "展位 6A-118，现场演示视觉检测与 AGV。",
        }));
        work.Db.Campaigns.Add(fair);

        var (rep, colleague) = (people["sales1"], people["sales2"]);
        await Add("中山灯饰智造有限公司", "何建华", "13800030001", "he@zhongshan.example.com", "exhibition", fair.Id, "广东中山", "照明", rep);
        var talking = await Add("江门纸业包装有限公司", "谭丽华", "13800030002", null, "exhibition", fair.Id, "广东江门", "包装", colleague);
        work.Db.FollowUps.Add(Must(FollowUp.Record(null, null, colleague, "call", "展会后回访，关心换线时间，约下周看现场。", work.Now.AddDays(-2), work.Now, leadId: talking.Id)));
        work.Db.FollowUpPlans.Add(Must(FollowUpPlan.Make(null, null, colleague, "visit", "看现场，带视觉检测案例", work.Now.AddDays(3), work.Now, talking.Id)));
        talking.FollowedUp(work.Now.AddDays(-2));
        await Add("清远再生铝业有限公司", "欧阳敏", "13800030003", null, "web", null, "广东清远", "金属", rep);
        var closed = await Add("肇庆小家电厂", null, "0758-2200004", null, "web", null, "广东肇庆", "家电", rep);
        Fine(closed.Close("nobudget", "明年再看", rep, work.Now.AddDays(-5)));

        var won = await work.Db.Opportunities.Include(o => o.Contacts).SingleAsync(o => o.Title == "格林新能源仓储机器人");
        var became = await Add("珠海格林新能源有限公司", "冯丽", "13800010004", null, "exhibition", fair.Id, "广东珠海", "新能源", colleague);
        Fine(became.Convert(won.CustomerId!.Value, await work.Db.Contacts.Where(c => c.CustomerId == won.CustomerId).Select(c => (Guid?)c.Id).FirstAsync(), won.Id, colleague, work.Now.AddDays(-20)));

        var home = await work.Db.Departments.Where(d => d.Name == "华南销售部").Select(d => d.Id).SingleAsync();
        var pool = Must(Pool.Make(PoolKind.Leads, new PoolFacts("华南线索公海")
        {
            HiddenFields = ["phone"], DailyQuota = 5, OwnedCap = 30, CoolDownDays = 7, Members = [new(null, home, false), new(people["salesmgr"], null, true)],
        }, 3));
        work.Db.Pools.Add(pool);
        work.Db.LeadRoutings.Add(Must(LeadRouting.For(pool.Id, RoutingWay.ByHand, [])));
        work.Db.LeadForms.Add(Must(LeadForm.Create(new LeadFormFacts("预约演示", pool.Id)
        {
            NameEn = "Book a demonstration", CampaignId = fair.Id, Consent = "我同意贵公司为回复本次咨询使用以上联系方式。", ConsentEn = "I agree that you use these contact details to answer this question.", Sites = "https://www.example.com",
        })));
        foreach (var (company, contact, phone, region, days) in new[]
        {
            ("阳江五金刀剪有限公司", "关永强", "13800030011", "广东阳江", 1), ("湛江海产冷链有限公司", "陈水娣", "13800030012", "广东湛江", 2), ("梅州铜箔材料有限公司", "丘文斌", "13800030013", "广东梅州", 4),
        })
        {
            var waiting = Must(Lead.CreateIn(pool.Id, await work.NextNumber("XS"), new LeadFacts(company) { ContactName = contact, Phone = phone, Region = region, Source = "web" }, work.Now.AddDays(-days)));
            work.Db.Leads.Add(waiting);
            work.Db.PoolMoves.Add(new PoolMove { PoolId = pool.Id, RecordId = waiting.Id, Direction = PoolDirection.In, How = "created", At = work.Now.AddDays(-days) });
        }

        async Task<Lead> Add(string company, string? contact, string? phone, string? email, string source, Guid? campaign, string region, string industry, Guid owner)
        {
            var facts = new LeadFacts(company) { ContactName = contact, Phone = phone, Email = email, Source = source, CampaignId = campaign, Region = region, Industry = industry };
            var lead = Must(Lead.Create(await work.NextNumber("XS"), facts, owner));
            work.Db.Leads.Add(lead);
            return lead;
        }
    }
}
