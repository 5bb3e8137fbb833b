using System.Text.Encodings.Web;
using System.Text.Json;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;

namespace BlazorSalesProject.Notices;

/// <summary>
/// A mail to a person as it waits in the outbox. Address and language are looked up when it is sent, so a corrected address is
/// used by the next attempt; the sentence is said in the reader's language then.
/// </summary>
public sealed record Letter(Guid PersonId, string Kind, string TextKey, IReadOnlyList<NoticeWord> Words, string Link, string ButtonKey, Subject Subject, DateTime At)
{
    /// <summary>The kind of a letter that opens the door: its link is closed while it waits, and opened only for the sender and the administrator of mails.</summary>
    public const string Invitation = "Invitation";

    /// <summary>A second door beside the first.</summary>
    public LetterLink? Also { get; init; }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>With its links opened, for the sender.</summary>
    internal Letter Opened(ISecretBox box) => Kind != Invitation ? this : this with { Link = box.Open(Link), Also = Also is null ? null : Also with { Link = box.Open(Also.Link) } };

    public string Sentence => NoticeText.Sentence(TextKey, Words);

    internal string Write() => JsonSerializer.Serialize(this, Plain);

    internal static Letter? Read(string? payload)
    {
        try
        {
            return payload is null ? null : JsonSerializer.Deserialize<Letter>(payload, Plain);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Another link of a letter and what its button says.</summary>
public sealed record LetterLink(string Link, string ButtonKey);
