using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Notices;

/// <summary>Who hears of an activity and what they read: one per module, asked by TellPeople.</summary>
public interface INoticeRule
{
    /// <summary>The kinds of activity this rule speaks of; others are never looked at.</summary>
    IReadOnlySet<string> Hears { get; }

    /// <summary>The notices an activity makes; TellPeople leaves out the actor and those who switched the kind off.</summary>
    Task<IReadOnlyList<NoticeDraft>> WhoHears(Activity activity, AppDb db);
}

/// <summary>One notice to be: to whom, which sentence with which arguments, which button leading where.</summary>
public sealed record NoticeDraft(Guid PersonId, string Kind, string TextKey, IReadOnlyList<string> Arguments, string Link, string ButtonKey, Subject Subject)
{
    /// <summary>Told even to the person who caused it (a finished import).</summary>
    public bool AlsoToActor { get; init; }

    /// <summary>Mailed unless the person says otherwise.</summary>
    public bool MailByDefault { get; init; }
}
