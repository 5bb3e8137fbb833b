namespace BlazorSalesProject.Web.Parts;

/// <summary>Where a step stands: behind, here, ahead, or the end that was reached (well or badly).</summary>
public enum StageState
{
    Done,
    Current,
    Future,
    Won,
    Lost,
}

/// <summary>One step of a <see cref="StageBar"/>; the note stands under it, such as the time spent there.</summary>
public sealed record StageStep(string Key, string Label, StageState State, string? Note = null, bool Warn = false);
