using BlazorSalesProject.Bench.Circuits;
using BlazorSalesProject.Bench.Floor;
using BlazorSalesProject.Bench.Hosts;
using BlazorSalesProject.Bench.Report;
using BlazorSalesProject.Bench.Seeding;
using BlazorSalesProject.Delivery.Load;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace BlazorSalesProject.Bench.Measures;

/// <summary>Delivery with 10,000 tasks in 200 projects: views and pages, the memory a large upload takes, and how soon an approved file is seen by somebody else.</summary>
public static class Delivery
{
    private const int UploadMegabytes = 100;
    private const int MostMoreMegabytes = 64;

    public static async Task<Findings> RunAsync(BenchRun run, Func<Task<HostProcess>> app, Company company)
    {
        var views = await ViewsAsync(run, company);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Page.LaunchAsync(playwright);
        await using var host = await app();
        using var manager = new BrowserSession(host.Address);
        using var implementer = new BrowserSession(host.Address);
        await manager.SignInAsync(company.ProjectManager, Company.Password);
        await implementer.SignInAsync(company.Implementer, Company.Password);
        var work = await WorkAsync(company, run);
        var project = work[0].Project;

        var pages = await Page.VisitsAsync(run, browser, host, [(manager, $"/projects/{project}"), (manager, $"/projects/{project}?tab=gantt"), (manager, "/projects"), (manager, "/projects/load"), (manager, "/approvals"), (implementer, "/tasks")]);
        var table = Page.Show(pages, "Pages of delivery in Chromium", $"Until body[data-ready], {run.Runs} runs, medians, {Company.Projects * Company.TasksPerProject:N0} tasks in {Company.Projects} projects; the manager of {Company.Projects / Company.ProjectManagers} of them, an implementer who works in all.");
        var (seen, uploads, goal) = await HandInAsync(run, browser, host, manager, implementer, work);
        return new Findings([views, table, seen, uploads], [goal]);
    }

    private static async Task<Table> ViewsAsync(BenchRun run, Company company)
    {
        Dictionary<string, (List<LoadFigures> Floor, List<LoadFigures> Ours)> figures = [];
        for (var turn = 0; turn < run.Runs; turn++)
        {
            using var floor = new SqliteFloor(Path.Combine(run.Folder, $"delivery-floor-{turn}"));
            await using var business = new OpenBusiness(company.CopyTo(Path.Combine(run.Folder, $"delivery-{turn}")));
            var (everybody, manager, implementer) = (await business.WhoAsync("all1"), await business.WhoAsync(company.ProjectManager), await business.WhoAsync(company.Implementer));
            var projects = await business.ReadAsync(db => db.Projects.Where(p => p.ManagerId == manager.Id).Select(p => p.Id).ToListAsync());
            var (board, list, mine, reviews, load) = (business.The<ProjectBoard>(), business.The<ProjectList>(), business.The<MyTasks>(), business.The<WaitingReviews>(), business.The<PeopleLoad>());
            foreach (var (name, view) in new (string, Func<int, int, Task>)[]
            {
                ($"task board of a project ({Company.TasksPerProject} tasks)", (client, i) => board.For(manager, projects[(client + i) % projects.Count])),
                ($"portfolio: 50 of {Company.Projects} projects", (_, i) => list.For(everybody, page: 1 + (i % 4))),
                ("my tasks, over all projects", (_, _) => mine.For(implementer)),
                ("what waits for a manager's word", (_, _) => reviews.For(manager)),
                ($"people's load, {Company.Implementers} people", (_, _) => load.For(everybody)),
            })
            {
                BenchRun.Say($"delivery {turn + 1}/{run.Runs}: {name}");
                if (!figures.TryGetValue(name, out var lists))
                    figures[name] = lists = ([], []);
                lists.Floor.Add(await Load.RunAsync(floor.ListAsync));
                lists.Ours.Add(await Load.RunAsync(view));
            }
        }

        var table = new Table("Views of delivery, SQLite, 10,000 tasks in 200 projects", "view", "p50 ms", "p95 ms", "per s with 8", "errors", "floor p50 ms", "× floor")
        {
            Note = $"{run.Runs} runs, medians. The floor is one bare list of 50 out of {SqliteFloor.Rows:N0} rows on a bare file.",
        };
        foreach (var (name, (floorRuns, ourRuns)) in figures)
        {
            var (floor, ours) = (LoadFigures.Median(floorRuns), LoadFigures.Median(ourRuns));
            table.Add(name, ours.P50, ours.P95, ours.PerSecond, ours.Errors, floor.P50, ours.P50 / floor.P50);
        }

        return table;
    }

    /// <summary>Tasks the implementer is at, in projects of the manager.</summary>
    private static async Task<IReadOnlyList<(Guid Project, Guid Task)>> WorkAsync(Company company, BenchRun run)
    {
        await using var business = new OpenBusiness(company.CopyTo(Path.Combine(run.Folder, "delivery-look")));
        var (manager, implementer) = (await business.WhoAsync(company.ProjectManager), await business.WhoAsync(company.Implementer));
        var tasks = await business.ReadAsync(db => db.Tasks.Where(t => t.Project.ManagerId == manager.Id && t.State == TaskState.Doing && t.Assignees.Any(a => a.PersonId == implementer.Id))
            .OrderBy(t => t.ProjectId).Select(t => new { t.Id, t.ProjectId }).ToListAsync());
        return [.. tasks.Select(t => (t.ProjectId, t.Id))];
    }

    /// <summary>The implementer hands a large file in, the manager approves, and a third page that shows the deliverables waits for the file.</summary>
    private static async Task<(Table Seen, Table Uploads, Goal Goal)> HandInAsync(BenchRun run, IBrowser browser, HostProcess host, BrowserSession manager, BrowserSession implementer, IReadOnlyList<(Guid Project, Guid Task)> work)
    {
        await using var hands = await Page.ContextAsync(browser, host, implementer);
        await using var word = await Page.ContextAsync(browser, host, manager);
        await using var eyes = await Page.ContextAsync(browser, host, manager);
        var (giving, saying, looking) = (await hands.NewPageAsync(), await word.NewPageAsync(), await eyes.NewPageAsync());
        List<double> seen = [], more = [], took = [];
        for (var i = -1; i < Math.Min(run.Runs, work.Count - 1); i++)
        {
            var (large, (project, task)) = (i >= 0, work[i + 1]);
            BenchRun.Say($"hand in {(large ? $"{UploadMegabytes} MB {i + 1}/{run.Runs}" : "warm-up")}");
            var file = Path.Combine(run.Folder, $"final-{i + 1}.txt");
            await FillAsync(file, large ? UploadMegabytes : 1);
            await giving.GotoAsync($"/tasks/{task}");
            await giving.WaitForSelectorAsync("body[data-ready]");
            await giving.GetByRole(AriaRole.Button, new() { Name = "提交完成审核" }).First.ClickAsync();
            var dialog = giving.GetByRole(AriaRole.Dialog);
            await dialog.Locator("#f-Notes").FillAsync("bench");
            await host.HeapAsync();
            var before = host.Resident();
            using var over = new CancellationTokenSource();
            var peak = PeakAsync(host, over.Token);
            var clock = System.Diagnostics.Stopwatch.StartNew();
            await dialog.Locator("input[type=file]").SetInputFilesAsync(file);
            // The answer to the last piece carries the name; until then the row shows how far it is.
            await giving.WaitForFunctionAsync("() => document.querySelector('dialog[open] [data-upload-have]')", null, new() { Timeout = 120_000 });
            took.Add(clock.Elapsed.TotalSeconds);
            await over.CancelAsync();
            more.Add((await peak - before) / 1024.0 / 1024.0);
            await dialog.GetByRole(AriaRole.Button, new() { Name = "提交完成审核" }).ClickAsync();
            await giving.WaitForFunctionAsync("() => !document.querySelector('dialog[open]')");

            await looking.GotoAsync($"/projects/{project}?tab=deliverables");
            await looking.WaitForSelectorAsync("body[data-ready]");
            await saying.GotoAsync($"/tasks/{task}");
            await saying.WaitForSelectorAsync("body[data-ready]");
            await looking.EvaluateAsync("""
                name => { window.benchSeen = new Promise(done => {
                  const look = () => { if (document.querySelector('main')?.textContent.includes(name)) done(performance.timeOrigin + performance.now()); };
                  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
                }); }
                """, Path.GetFileName(file));
            await saying.EvaluateAsync("() => addEventListener('click', e => { window.benchSaid = performance.timeOrigin + e.timeStamp; }, { capture: true, once: true })");
            await saying.GetByRole(AriaRole.Button, new() { Name = "通过", Exact = true }).First.ClickAsync();
            var at = await looking.EvaluateAsync<double>("() => window.benchSeen");
            seen.Add(at - await saying.EvaluateAsync<double>("() => window.benchSaid"));
            if (!large)
            {
                foreach (var list in new[] { seen, more, took })
                    list.Clear();
            }

            File.Delete(file);
        }

        var approvals = new Table("Approval → deliverable on another screen", "approvals", "click → seen p50 ms", "last ms")
        {
            Note = "From the manager's click in one browser to the file's name among the deliverables in another.",
        };
        approvals.Add(seen.Count, new Spread(seen).P50, new Spread(seen).Last);
        var uploads = new Table($"Upload of {UploadMegabytes} MB from Chromium", "uploads", "seconds", "resident memory more than before, at most, MB")
        {
            Note = "Announced and sent in pieces as people send files; the host's resident memory is read every 20 ms and compared with what it was after full collections.",
        };
        uploads.Add(more.Count, Spread.Median(took), more.Max());
        return (approvals, uploads, new Goal("H5", $"an upload of {UploadMegabytes} MB takes less than {MostMoreMegabytes} MB of the host's memory", $"{Table.Show(more.Max())} MB at most", more.Max() < MostMoreMegabytes));
    }

    private static async Task FillAsync(string file, int megabytes)
    {
        var piece = new byte[1024 * 1024];
        Array.Fill(piece, (byte)'x');
        await using var stream = File.Create(file);
        for (var i = 0; i < megabytes; i++)
        {
            piece[0] = (byte)('a' + (i % 26));
            await stream.WriteAsync(piece);
        }
    }

    private static Task<long> PeakAsync(HostProcess host, CancellationToken over) => Task.Run(async () =>
    {
        long peak = 0;
        while (!over.IsCancellationRequested)
        {
            peak = Math.Max(peak, host.Resident());
            await Task.Delay(20, CancellationToken.None);
        }

        return peak;
    }, CancellationToken.None);
}
