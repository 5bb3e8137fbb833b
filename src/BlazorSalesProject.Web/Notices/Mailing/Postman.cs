using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using BlazorSalesProject.Web.Configuration;

namespace BlazorSalesProject.Web.Notices.Mailing;

/// <summary>How handing a mail to the server ended.</summary>
internal enum Delivery
{
    Sent,

    /// <summary>The server does not want this mail now.</summary>
    Later,

    /// <summary>The server does not answer as it should: no mail would go now.</summary>
    ServerAway,

    /// <summary>The server will never take this mail.</summary>
    Refused,
}

/// <summary>A mail ready to go.</summary>
internal sealed record Mail(Guid Id, string Address, string Name, string Subject, string Text, string Html);

/// <summary>Hands one mail to the SMTP server; the only place that knows the mail library.</summary>
internal sealed class Postman(Settings settings)
{
    /// <summary>Whatever the server does, one mail takes no longer.</summary>
    internal TimeSpan Longest { get; init; } = LongestEver;

    internal static readonly TimeSpan LongestEver = TimeSpan.FromSeconds(30);

    public bool HasServer => settings.Mail.Host is { Length: > 0 };

    public async Task<(Delivery Delivery, string? Why)> Send(Mail mail, CancellationToken cancel)
    {
        if (!MailAddress.TryCreate(mail.Address, OneLine(mail.Name), Encoding.UTF8, out var to))
        {
            return (Delivery.Refused, $"{mail.Address}: not an address");
        }

        using var message = Write(mail, to);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Longest);
        // The client's own limit only backs ours up: were they equal, it would be chance which of them speaks.
        var client = new SmtpClient(settings.Mail.Host, settings.Mail.Port) { EnableSsl = settings.Mail.Tls, Timeout = 2 * (int)Longest.TotalMilliseconds };
        if (settings.Mail.User is { Length: > 0 } user)
        {
            client.Credentials = new NetworkCredential(user, settings.Mail.Password);
        }

        try
        {
            // The client does not notice a cancellation in every state, so the wait is cut as well.
            await client.SendMailAsync(message, patience.Token).WaitAsync(patience.Token);
            return (Delivery.Sent, null);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (Delivery.ServerAway, $"No answer within {Longest.TotalSeconds:0} seconds");
        }
        catch (SmtpFailedRecipientException e)
        {
            return (IsForGood(e.StatusCode) ? Delivery.Refused : Delivery.Later, Say(e));
        }
        catch (SmtpException e) when (e.StatusCode is SmtpStatusCode.ExceededStorageAllocation or SmtpStatusCode.TransactionFailed or SmtpStatusCode.MailboxUnavailable)
        {
            return (Delivery.Refused, Say(e));
        }
        catch (SmtpException e) when ((int)e.StatusCode is >= 450 and < 500)
        {
            return (Delivery.Later, Say(e));
        }
        catch (Exception e) when (e is SmtpException or IOException or System.Net.Sockets.SocketException or System.Security.Authentication.AuthenticationException or InvalidOperationException)
        {
            return (Delivery.ServerAway, Say(e));
        }
        finally
        {
            Leave(client);
        }
    }

    private MailMessage Write(Mail mail, MailAddress to)
    {
        var from = new MailAddress(settings.Mail.From, OneLine(settings.Mail.FromName), Encoding.UTF8);
        var message = new MailMessage(from, to) { Subject = OneLine(mail.Subject), SubjectEncoding = Encoding.UTF8, HeadersEncoding = Encoding.UTF8 };
        message.Headers.Add("Message-ID", $"<{mail.Id:N}@{from.Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.AlternateViews.Add(Part(mail.Text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(Part(mail.Html, MediaTypeNames.Text.Html));
        return message;
    }

    private static AlternateView Part(string text, string type)
    {
        var part = AlternateView.CreateAlternateViewFromString(text, Encoding.UTF8, type);
        part.TransferEncoding = TransferEncoding.Base64;
        return part;
    }

    /// <summary>A header is one line: whatever would begin another becomes a space.</summary>
    internal static string OneLine(string text) => new([.. text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)]);

    private static bool IsForGood(SmtpStatusCode code) => (int)code is >= 500 and < 600;

    private static string Say(Exception e)
    {
        var code = e is SmtpException { StatusCode: not SmtpStatusCode.GeneralFailure } smtp ? $"{(int)smtp.StatusCode} " : "";
        return OneLine($"{code}{e.Message} {e.InnerException?.Message}").Trim();
    }

    /// <summary>Closing says QUIT and waits for the answer; a silent server must not hold the next mail up.</summary>
    private static void Leave(SmtpClient client) => _ = Task.Run(client.Dispose);
}
