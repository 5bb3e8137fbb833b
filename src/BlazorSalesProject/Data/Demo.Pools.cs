using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Pools;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data;

/// <summary>The demo's public pools: one for each sales department, with companies in them and one that is about to go back.</summary>
public sealed partial class Demo
{
    private static async Task Pools(Work work)
    {
        var departments = await work.Db.Departments.ToDictionaryAsync(d => d.Name, d => d.Id);
        var people = await work.Db.Accounts.ToDictionaryAsync(a => a.UserName, a => a.PersonId);
        var south = Must(Pool.Make(PoolKind.Customers, Facts("华南公海", departments["华南销售部"]) with { Members = [new(null, departments["华南销售部"], false), new(people["salesmgr"], null, true)] }, 1));
        var east = Must(Pool.Make(PoolKind.Customers, Facts("华东公海", departments["华东销售部"]), 2));
        work.Db.Pools.AddRange(south, east);
        foreach (var (name, level, industry, region, pool, former, by, days, contact, phone) in new[]
        {
            ("中山灯饰自动化有限公司", "B", "装备", "广东中山", south, (string?)null, PoolClock.Returned, 2, "何锦", "13800020001"),
            ("江门纸业机械有限公司", "C", "机械", "广东江门", south, "sales2", PoolClock.NoFollowUp, 3, "伍国强", "13800020002"),
            ("肇庆铝材集团有限公司", "A", "材料", "广东肇庆", south, null, PoolClock.Returned, 9, "莫文", "13800020003"),
            ("汕头玩具制造有限公司", "C", "消费品", "广东汕头", south, null, PoolClock.Returned, 12, "林少芬", "13800020004"),
            ("韶关钢构工程有限公司", "B", "建筑", "广东韶关", south, "sales1", PoolClock.Lost, 16, "邱健", "13800020005"),
            ("宁波模具科技有限公司", "B", "机械", "浙江宁波", east, null, PoolClock.Returned, 4, "贺晨", "13800020006"),
            ("无锡传感技术有限公司", "A", "电子", "江苏无锡", east, "sales3", PoolClock.NoOpportunity, 10, "钱雯", "13800020007"),
        })
        {
            var at = work.Now.AddDays(-days);
            var customer = Must(Customer.Create(await work.NextNumber("KH"), new CustomerFacts(name) { Level = level, Industry = industry, Region = region, Phone = phone }, former is null ? null : people[former]));
            customer.Contacts.Add(Must(Contact.Create(customer.Id, new ContactFacts(contact, ContactRole.DecisionMaker, null, phone, null, null, true))));
            customer.IndexContacts();
            Fine(customer.PutInto(pool.Id, by, null, null, at));
            work.Db.Customers.Add(customer);
            work.Db.PoolMoves.Add(new PoolMove { PoolId = pool.Id, RecordId = customer.Id, Direction = PoolDirection.In, How = by, PersonId = former is null ? null : people[former], At = at });
        }

        // One that nobody has looked after for a while: it goes back in five days.
        await work.Begin();
        var quiet = work.Now.AddDays(-55);
        await work.Db.Customers.Where(c => c.Name == "东莞精密机械(集团)有限公司").ExecuteUpdateAsync(set => set.SetProperty(c => c.OwnedSince, quiet.AddDays(-60)).SetProperty(c => c.TouchedAt, quiet));

        static PoolFacts Facts(string name, Guid department) => new(name)
        {
            HiddenFields = ["phone", "contacts"], DailyQuota = 5, OwnedCap = 50, DealtDontCount = true, CoolDownDays = 15, LockCap = 5, DealtStays = true,
            Members = [new(null, department, false)],
            Rules = [new(null, 30, 120, null, 90), new("A", 60, null, null, 180)],
        };
    }
}
