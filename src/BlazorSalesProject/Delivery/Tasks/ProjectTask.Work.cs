using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Delivery.Tasks;

/// <summary>What an assignee said to a task.</summary>
public enum AssigneeAnswer
{
    None,
    Accepted,
    Declined,
}

/// <summary>Somebody a task was given to.</summary>
public sealed class TaskAssignee
{
    public Guid TaskId { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>New with every giving, so that a link of an earlier one is good no more.</summary>
    public Guid GivenId { get; init; } = Guid.NewGuid();

    public AssigneeAnswer Answer { get; internal set; }

    /// <summary>Why he declined.</summary>
    public string? Reason { get; internal set; }
}

/// <summary>A task from being given to being approved.</summary>
public sealed partial class ProjectTask
{
    /// <summary>Gives it to people in place of those who have it now; whoever accepted already and stays, stays accepted.</summary>
    public Refusal? Assign(IReadOnlyCollection<Guid> people)
    {
        if (State is not (TaskState.ToAssign or TaskState.ToAccept or TaskState.Doing))
        {
            return NotNow();
        }

        var fresh = people.Distinct().Where(p => Assignees.Find(a => a.PersonId == p) is null or { Answer: AssigneeAnswer.Declined }).ToList();
        var gone = Assignees.Where(a => a.Answer != AssigneeAnswer.Declined && !people.Contains(a.PersonId)).Select(a => a.PersonId).ToList();
        if (fresh.Count == 0 && gone.Count == 0)
        {
            return null;
        }

        Assignees.RemoveAll(a => fresh.Contains(a.PersonId) || gone.Contains(a.PersonId));
        Assignees.AddRange(fresh.Select(p => new TaskAssignee { TaskId = Id, PersonId = p }));
        Settle();
        Happened("TaskAssigned", ("Title", Title), ("People", string.Join(',', fresh)), ("Gone", string.Join(',', gone)));
        return null;
    }

    /// <summary>接受任务.</summary>
    public Refusal? Accept(Guid person)
    {
        if (State is not (TaskState.ToAccept or TaskState.Doing) || Assignees.Find(a => a.PersonId == person) is not { Answer: AssigneeAnswer.None } asked)
        {
            return NotNow();
        }

        asked.Answer = AssigneeAnswer.Accepted;
        Settle();
        Happened("TaskAccepted", ("Title", Title), ("Person", person));
        return null;
    }

    /// <summary>Declines with a reason; the manager hears of it and gives it to somebody else.</summary>
    public Refusal? Decline(Guid person, string? reason)
    {
        if (Limits.Check("Reason", reason, Limits.LongText, required: true) is { } refusal)
        {
            return refusal;
        }

        if (State is not (TaskState.ToAccept or TaskState.Doing) || Assignees.Find(a => a.PersonId == person) is not { Answer: AssigneeAnswer.None } asked)
        {
            return NotNow();
        }

        (asked.Answer, asked.Reason) = (AssigneeAnswer.Declined, Limits.Clean(reason));
        Settle();
        Happened("TaskDeclined", ("Title", Title), ("Person", person), ("Why", asked.Reason));
        return null;
    }

    /// <summary>提交完成审核: notes, hours and, hung on the submission, the final files.</summary>
    public Outcome<Submission> Submit(Guid person, string? notes, decimal? hours, DateTime now)
    {
        if (State != TaskState.Doing || Assignees.Find(a => a.PersonId == person) is not { Answer: AssigneeAnswer.Accepted })
        {
            return NotNow();
        }

        if (Refusal.Together(Limits.Check("Notes", notes, Limits.LongText, required: true), hours is < 0 or > 100_000 ? Refusal.For(nameof(Hours), "Delivery.HoursOutOfRange") : null) is { } refusal)
        {
            return refusal;
        }

        var submission = new Submission { TaskId = Id, Version = Submissions.Count + 1, ById = person, Notes = Limits.Clean(notes)!, Hours = hours, At = now };
        Submissions.Add(submission);
        State = TaskState.InReview;
        Happened("TaskSubmitted", ("Title", Title), ("Round", submission.Version), ("Text", submission.Notes));
        return submission;
    }

    /// <summary>通过.</summary>
    public Refusal? Approve(Guid by, string? comment, DateTime now)
    {
        if (Judge(Verdict.Approved, by, comment, now) is { } refusal)
        {
            return refusal;
        }

        (State, DoneAt) = (TaskState.Done, now);
        Happened("TaskApproved", ("Title", Title), ("Text", Submissions[^1].Comment));
        return null;
    }

    /// <summary>否决, with the words why; the version is kept, the next submission is the next one.</summary>
    public Refusal? Reject(Guid by, string? comment, DateTime now)
    {
        if ((Limits.Check("Comment", comment, Limits.LongText, required: true) ?? Judge(Verdict.Rejected, by, comment, now)) is { } refusal)
        {
            return refusal;
        }

        State = TaskState.Doing;
        Happened("TaskRejected", ("Title", Title), ("Text", Submissions[^1].Comment));
        return null;
    }

    /// <summary>Opened again after it was approved: what it delivered counts no longer.</summary>
    public Refusal? Reopen(string? reason)
    {
        if (Limits.Check("Reason", reason, Limits.LongText, required: true) is { } refusal)
        {
            return refusal;
        }

        if (State != TaskState.Done)
        {
            return NotNow();
        }

        DoneAt = null;
        State = TaskState.Doing;
        Settle();
        Happened("TaskReopened", ("Title", Title), ("Why", Limits.Clean(reason)));
        return null;
    }

    private Refusal? Judge(Verdict verdict, Guid by, string? comment, DateTime now)
    {
        if (Limits.Check("Comment", comment, Limits.LongText) is { } tooLong)
        {
            return tooLong;
        }

        if (State != TaskState.InReview || Submissions.OrderBy(s => s.Version).LastOrDefault() is not { Verdict: Verdict.None } waiting)
        {
            return NotNow();
        }

        (waiting.Verdict, waiting.Comment, waiting.JudgeId, waiting.JudgedAt) = (verdict, Limits.Clean(comment), by, now);
        return null;
    }

    /// <summary>Before a submission the state follows from what the people asked have said.</summary>
    private void Settle() => State = Assignees.Exists(a => a.Answer == AssigneeAnswer.Accepted) ? TaskState.Doing
        : Assignees.Exists(a => a.Answer == AssigneeAnswer.None) ? TaskState.ToAccept
        : TaskState.ToAssign;
}
