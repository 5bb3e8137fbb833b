using System.Text.Json;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Notices;

/// <summary>Who hears of an activity and what they read: one per module, asked by TellPeople.</summary>
public interface INoticeRule
{
    /// <summary>The kinds of activity this rule speaks of; others are never looked at.</summary>
    IReadOnlySet<string> Hears { get; }

    /// <summary>The kinds of notice it makes, in the order the preferences show them; the activities' kinds unless it says otherwise.</summary>
    IReadOnlyList<NoticeKind> Kinds => [.. Hears.Select(kind => new NoticeKind(kind))];

    /// <summary>The notices an activity makes; TellPeople leaves out the actor, those who switched the kind off and those who may not see the record.</summary>
    Task<IReadOnlyList<NoticeDraft>> WhoHears(Activity activity, AppDb db);
}

/// <summary>Answers which records of one kind exist for a person: asked before telling and again whenever notices are read.</summary>
public interface INoticeSight
{
    /// <summary>The kind of record it knows, as in <see cref="Subject"/>.</summary>
    string Kind { get; }

    Task<IReadOnlySet<Guid>> Visible(Me me, IReadOnlyCollection<Guid> ids, DateOnly today, AppDb db);
}

/// <summary>A kind of notice people can choose about; its name is the text Notices.Kind_code.</summary>
public sealed record NoticeKind(string Code)
{
    /// <summary>Mailed unless the person says otherwise.</summary>
    public bool MailByDefault { get; init; }

    /// <summary>It asks for a word that a delegate can say: while its reader is away, whoever stands in gets it too.</summary>
    public bool AsksForWord { get; init; }
}

/// <summary>One notice to be: to whom, which sentence with which words, which button leading where.</summary>
public sealed record NoticeDraft(Guid PersonId, string Kind, string TextKey, IReadOnlyList<NoticeWord> Words, string Link, string ButtonKey, Subject Subject)
{
    /// <summary>Told even to the person who caused it (a finished import).</summary>
    public bool AlsoToActor { get; init; }

    /// <summary>A letter of its own went out already: never mailed.</summary>
    public bool Written { get; init; }
}

/// <summary>A word inside a notice's sentence: plain text, or something that is said in the reader's language when read.</summary>
public sealed record NoticeWord(string Text, string? As = null)
{
    /// <summary>What somebody wrote, shortened to what a notice can hold.</summary>
    public static NoticeWord Short(string? text) => new(text is null ? "" : text.Length > 120 ? text[..120] + "…" : text);

    /// <summary>A whole sentence of ours with its own words.</summary>
    public static NoticeWord Sentence(string textKey, IReadOnlyList<NoticeWord> words) => new($"{textKey}\n{Write(words)}", "sentence");

    /// <summary>A text of ours.</summary>
    public static NoticeWord Term(string key) => new(key, "term");

    /// <summary>A UTC moment.</summary>
    public static NoticeWord Time(string utc) => new(utc, "time");

    /// <summary>A business date, as yyyy-MM-dd.</summary>
    public static NoticeWord Day(string date) => new(date, "day");

    /// <summary>An amount as <see cref="Money.ToString"/> writes it.</summary>
    public static NoticeWord Amount(string amount) => new(amount, "money");

    public static implicit operator NoticeWord(string text) => new(text);

    internal static string Write(IReadOnlyList<NoticeWord> words) => JsonSerializer.Serialize(words, Plain);

    internal static IReadOnlyList<NoticeWord> Read(string json) => JsonSerializer.Deserialize<List<NoticeWord>>(json, Plain) ?? [];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };
}
