using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Campaigns;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Leads;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data;

/// <summary>Leads in every state, and a campaign that brought some of them.</summary>
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
        await Add("中山灯饰智造有限公司", "何建华", "13800020001", "he@zhongshan.example.com", "exhibition", fair.Id, "广东中山", "照明", rep);
        var talking = await Add("江门纸业包装有限公司", "谭丽华", "13800020002", null, "exhibition", fair.Id, "广东江门", "包装", colleague);
        work.Db.FollowUps.Add(Must(FollowUp.Record(null, null, colleague, "call", "展会后回访，关心换线时间，约下周看现场。", work.Now.AddDays(-2), work.Now, leadId: talking.Id)));
        work.Db.FollowUpPlans.Add(Must(FollowUpPlan.Make(null, null, colleague, "visit", "看现场，带视觉检测案例", work.Now.AddDays(3), work.Now, talking.Id)));
        talking.FollowedUp(work.Now.AddDays(-2));
        await Add("清远再生铝业有限公司", "欧阳敏", "13800020003", null, "web", null, "广东清远", "金属", rep);
        var closed = await Add("肇庆小家电厂", null, "0758-2200004", null, "web", null, "广东肇庆", "家电", rep);
        Fine(closed.Close("nobudget", "明年再看", rep, work.Now.AddDays(-5)));

        var won = await work.Db.Opportunities.Include(o => o.Contacts).SingleAsync(o => o.Title == "格林新能源仓储机器人");
        var became = await Add("珠海格林新能源有限公司", "冯丽", "13800010004", null, "exhibition", fair.Id, "广东珠海", "新能源", colleague);
        Fine(became.Convert(won.CustomerId!.Value, await work.Db.Contacts.Where(c => c.CustomerId == won.CustomerId).Select(c => (Guid?)c.Id).FirstAsync(), won.Id, colleague, work.Now.AddDays(-20)));

        async Task<Lead> Add(string company, string? contact, string? phone, string? email, string source, Guid? campaign, string region, string industry, Guid owner)
        {
            var facts = new LeadFacts(company) { ContactName = contact, Phone = phone, Email = email, Source = source, CampaignId = campaign, Region = region, Industry = industry };
            var lead = Must(Lead.Create(await work.NextNumber("XS"), facts, owner));
            work.Db.Leads.Add(lead);
            return lead;
        }
    }
}
