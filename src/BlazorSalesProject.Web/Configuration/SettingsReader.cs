using System.Globalization;
using System.Net;
using System.Net.Mail;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.Data.Sqlite;

namespace BlazorSalesProject.Web.Configuration;

/// <summary>Reads and checks the settings; every fault is one sentence that begins with the setting's name.</summary>
public static class SettingsReader
{
    private const long Megabyte = 1024 * 1024;

    /// <exception cref="BadSettingException">A setting is missing or makes no sense.</exception>
    public static Settings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var provider = configuration["Database:Provider"] is { Length: > 0 } name
            ? Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : throw new BadSettingException("Database:Provider", $"is '{name}' but must be Sqlite or PostgreSql")
            : DatabaseProvider.Sqlite;
        var demo = Flag(configuration, "Demo:Enabled", environment.IsDevelopment());
        if (demo && environment.IsProduction())
        {
            throw new BadSettingException("Demo:Enabled", "is true, which is refused in Production: demo accounts have a known password");
        }

        if (environment.IsProduction() && Flag(configuration, "DetailedErrors", false))
        {
            throw new BadSettingException("DetailedErrors", "is true, which is refused in Production: error details would reach the browser");
        }

        var storage = Path.GetFullPath(configuration["Storage:Path"] is { Length: > 0 } path ? path : "data/files");
        try
        {
            Directory.CreateDirectory(storage);
            var probe = Path.Combine(storage, ".probe");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadSettingException("Storage:Path", $"names {storage}, which can't be written to: {e.Message}");
        }

        var url = configuration["PublicUrl"] is { Length: > 0 } text ? text : Listening(configuration["Urls"]);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var publicUrl) || publicUrl.Scheme is not ("http" or "https"))
        {
            throw new BadSettingException("PublicUrl", $"is '{url}' but must be an http or https address");
        }

        var currency = configuration["Company:Currency"] is { Length: > 0 } c ? c : "CNY";
        if (!Money.Currencies.Contains(currency))
        {
            throw new BadSettingException("Company:Currency", $"is '{currency}' but must be one of {string.Join(", ", Money.Currencies)}");
        }

        var proxies = configuration.GetSection("Proxies:Known").Get<string[]>() ?? [];
        if (proxies.FirstOrDefault(p => !IPAddress.TryParse(p, out _)) is { } bad)
        {
            throw new BadSettingException("Proxies:Known", $"holds '{bad}', which is no IP address");
        }

        return new Settings
        {
            Provider = provider,
            ConnectionString = ConnectionString(configuration, provider),
            StoragePath = storage,
            LargestFile = Number(configuration, "Storage:LargestFileMegabytes", (int)(Limits.UploadBytes / Megabyte), 1, 2000) * Megabyte,
            Demo = demo,
            PublicUrl = publicUrl,
            Currency = currency,
            CircuitsPerPerson = Number(configuration, "Limits:CircuitsPerPerson", 20, 1, 10_000),
            TelemetryEndpoint = Telemetry(configuration),
            KnownProxies = proxies,
            Mail = Mail(configuration),
            Sms = Sms(configuration),
            Calendar = Calendar(configuration),
        };
    }

    private static string ConnectionString(IConfiguration configuration, DatabaseProvider provider)
    {
        var text = configuration.GetConnectionString("Default");
        if (provider == DatabaseProvider.PostgreSql)
        {
            return text is { Length: > 0 } ? text : throw new BadSettingException("ConnectionStrings:Default", "is empty, but PostgreSql needs one such as Host=…;Database=…;Username=…");
        }

        SqliteConnectionStringBuilder builder;
        try
        {
            builder = new SqliteConnectionStringBuilder(text is { Length: > 0 } ? text : "Data Source=data/app.db");
        }
        catch (ArgumentException e)
        {
            throw new BadSettingException("ConnectionStrings:Default", $"is no SQLite connection string: {e.Message}");
        }

        var file = Path.GetFullPath(builder.DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        builder.DataSource = file;
        return builder.ConnectionString;
    }

    /// <summary>Where it listens is where people reach it unless told otherwise; an address for all interfaces is this machine.</summary>
    private static string Listening(string? urls)
    {
        var first = urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
        return first is null ? "http://localhost:5080" : new[] { "://*", "://+", "://0.0.0.0", "://[::]" }.Aggregate(first, (url, any) => url.Replace(any, "://localhost", StringComparison.Ordinal));
    }

    private static WorkingCalendar Calendar(IConfiguration configuration)
    {
        var (holidays, made) = (Days(configuration, "Calendar:Holidays"), Days(configuration, "Calendar:WorkingDays"));
        return holidays.Intersect(made).Select(d => (DateOnly?)d).FirstOrDefault() is { } both
            ? throw new BadSettingException("Calendar:WorkingDays", $"holds {both:yyyy-MM-dd}, which also stands in Calendar:Holidays")
            : new WorkingCalendar(holidays, made);
    }

    /// <summary>A list of dates (2026-10-01) and of spans of at most a month (2026-10-01..2026-10-07).</summary>
    private static List<DateOnly> Days(IConfiguration configuration, string name)
    {
        var days = new List<DateOnly>();
        foreach (var text in configuration.GetSection(name).Get<string[]>() ?? (configuration[name] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = text.Split("..");
            if (ends.Length > 2 || !Date(ends[0], out var first) || !Date(ends[^1], out var last) || last < first || last.DayNumber - first.DayNumber > 31)
            {
                throw new BadSettingException(name, $"holds '{text}', which is neither a date such as 2026-10-01 nor a span of at most a month such as 2026-10-01..2026-10-07");
            }

            days.AddRange(Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays));
        }

        return days;

        static bool Date(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day is { Year: >= 2000 and <= 2100 };
    }

    private static SmsSettings Sms(IConfiguration configuration)
    {
        var url = configuration["Sms:Url"];
        return string.IsNullOrWhiteSpace(url) ? new SmsSettings()
            : Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? new SmsSettings { Url = address, Key = configuration["Sms:Key"], Sender = configuration["Sms:Sender"] }
            : throw new BadSettingException("Sms:Url", $"is '{url}' but must be an absolute http or https address");
    }

    private static MailSettings Mail(IConfiguration configuration)
    {
        var mail = configuration.GetSection("Mail").Get<MailSettings>() ?? new MailSettings();
        if (!MailAddress.TryCreate(mail.From, out _))
        {
            throw new BadSettingException("Mail:From", $"is '{mail.From}' but must be a mail address");
        }

        return mail.Port is > 0 and < 65536 ? mail : throw new BadSettingException("Mail:Port", $"is {mail.Port} but must lie between 1 and 65535");
    }

    private static Uri? Telemetry(IConfiguration configuration)
    {
        if (configuration["Telemetry:Endpoint"] is not { Length: > 0 } text)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var endpoint) ? endpoint : throw new BadSettingException("Telemetry:Endpoint", $"is '{text}' but must be an address such as http://collector:4317");
    }

    private static bool Flag(IConfiguration configuration, string name, bool otherwise) => configuration[name] switch
    {
        null or "" => otherwise,
        var text => bool.TryParse(text, out var flag) ? flag : throw new BadSettingException(name, $"is '{text}' but must be true or false"),
    };

    private static int Number(IConfiguration configuration, string name, int otherwise, int least, int most) => configuration[name] switch
    {
        null or "" => otherwise,
        var text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new BadSettingException(name, $"is '{text}' but must be a number from {least} to {most}"),
    };
}

/// <summary>The application does not start: one sentence, the setting first.</summary>
public sealed class BadSettingException(string setting, string fault) : Exception($"{setting} {fault}.");
