using System.Text.Encodings.Web;
using System.Text.Json;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Notices;

/// <summary>
/// A mail to a person as it waits in the outbox. Address and language are looked up when it is sent, so a corrected address is
/// used by the next attempt; the sentence is said in the reader's language then.
/// </summary>
public sealed record Letter(Guid PersonId, string Kind, string TextKey, IReadOnlyList<NoticeWord> Words, string Link, string ButtonKey, Subject Subject, DateTime At)
{
    /// <summary>The kind of a letter that opens the door: its link is closed while it waits, and opened only for the sender and the administrator of mails.</summary>
    public const string Invitation = "Invitation";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
