using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Web.Configuration;

/// <summary>Every setting of the application, read once at start and refused with a sentence that names the faulty one.</summary>
public sealed class Settings
{
    public required DatabaseProvider Provider { get; init; }

    public required string ConnectionString { get; init; }

    /// <summary>Folder of attachments and of the SQLite file's lock.</summary>
    public required string StoragePath { get; init; }

    /// <summary>Bytes one uploaded file may have.</summary>
    public long LargestFile { get; init; } = Limits.UploadBytes;

    public required bool Demo { get; init; }

    /// <summary>Address people reach the application at; links in mails begin with it.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>ISO 4217; amounts without a currency are in it.</summary>
    public required string Currency { get; init; }

    public required MailSettings Mail { get; init; }

    public SmsSettings Sms { get; init; } = new();

    /// <summary>Open pages one person may have at a time.</summary>
    public required int CircuitsPerPerson { get; init; }

    /// <summary>Where traces and metrics are exported to; nothing is exported without.</summary>
    public Uri? TelemetryEndpoint { get; init; }

    /// <summary>Public holidays and the working days made up for them.</summary>
    public WorkingCalendar Calendar { get; init; } = new();

    /// <summary>Addresses of reverse proxies whose forwarded headers are believed.</summary>
    public IReadOnlyList<string> KnownProxies { get; init; } = [];
}

/// <summary>The SMTP server; without a host mails stay in the outbox and can be read at /admin/mail.</summary>
public sealed class MailSettings
{
    public string? Host { get; init; }

    public int Port { get; init; } = 25;

    /// <summary>STARTTLS.</summary>
    public bool Tls { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    public string From { get; init; } = "no-reply@localhost";

    public string FromName { get; init; } = "BlazorSalesProject";
}

/// <summary>The gateway for text messages, called by HTTP; without an address verification codes go by mail.</summary>
public sealed class SmsSettings
{
    /// <summary>Gets a POST of JSON {"to","text","sender"}.</summary>
    public Uri? Url { get; init; }

    /// <summary>Sent as a bearer token.</summary>
    public string? Key { get; init; }

    public string? Sender { get; init; }
}
