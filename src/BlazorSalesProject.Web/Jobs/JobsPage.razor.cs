using BlazorSalesProject.Clockwork;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Jobs;

/// <summary>The jobs that run by the clock: when, how they went, and "run now". The job whose history is open stands in the address.</summary>
public sealed partial class JobsPage(JobBoard view, JobHistory history, RunJobNow run, CurrentMe who, ToastTray tray, NavigationManager navigation) : ComponentBase
{
    private readonly string[] _topics = [JobRun.Topic];
    private readonly HashSet<string> _glow = new(StringComparer.Ordinal);
    private JobBoardOf? _board;
    private JobHistoryOf? _history;
    private string? _asking;
    private bool _loaded;

    [SupplyParameterFromQuery(Name = "job")]
    private string? Job { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? PageNumber { get; set; }

    private int At => Math.Max(1, PageNumber ?? 1);

    protected override Task OnParametersSetAsync() => Load();

    private async Task Load()
    {
        var me = await who.Get();
        _board = await view.For(me);
        _history = _board?.Jobs.Any(j => j.Timing.Job == Job) == true ? await history.For(me, Job!, At) : null;
        _loaded = true;
    }

    /// <summary>Something ran: what is new since glows for a moment.</summary>
    private async Task Look()
    {
        var before = _board?.Jobs.ToDictionary(j => j.Timing.Job, Stand);
        await Load();
        _glow.Clear();
        _glow.UnionWith(_board?.Jobs.Where(j => before?.GetValueOrDefault(j.Timing.Job) != Stand(j)).Select(j => j.Timing.Job) ?? []);
    }

    private async Task Run(string job)
    {
        _asking = job;
        try
        {
            var outcome = await run.Run(await who.Get(), job);
            if (outcome.Refusal is { } refusal)
            {
                tray.Error(refusal.Sentence);
            }
            else
            {
                tray.Ok(Say("Jobs.Asked", JobWords.Name(job)));
            }
        }
        finally
        {
            _asking = null;
        }

        await Look();
    }

    private void Close(bool open)
    {
        if (!open)
        {
            navigation.NavigateTo("/admin/jobs");
        }
    }

    private void Go(int page) => navigation.NavigateTo($"{Address(Job ?? "")}&page={page}");

    private static string Address(string job) => $"/admin/jobs?job={Uri.EscapeDataString(job)}";

    private static bool Busy(JobLine job) => job.Last is { State: Clockwork.JobState.Asked or Clockwork.JobState.Running, Took: null };

    private static (Guid?, Clockwork.JobState?, int?) Stand(JobLine job) => (job.Last?.Id, job.Last?.State, job.Last?.Attempt);
}
