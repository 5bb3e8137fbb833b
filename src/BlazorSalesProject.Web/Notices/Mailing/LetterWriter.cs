using System.Globalization;
using BlazorSalesProject.Notices;
using BlazorSalesProject.Web.Configuration;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Notices.Mailing;

/// <summary>Writes a letter as a mail in its reader's language; links begin with the public address.</summary>
internal sealed class LetterWriter(IServiceScopeFactory scopes, ILoggerFactory logs, Settings settings)
{
    private const int LongestSubject = 150;

    public async Task<Mail> Write(Guid id, Letter letter, string address, string name, string language)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language == "en" ? "en-US" : language);
        try
        {
            var sentence = letter.Sentence;
            var subject = sentence.Length > LongestSubject ? sentence[..LongestSubject] + "…" : sentence;
            var (button, link, choose) = (Say(letter.ButtonKey), Absolute(letter.Link), Absolute("/notices/settings"));
            var (also, alsoLink) = letter.Also is { } second ? (Say(second.ButtonKey), Absolute(second.Link)) : (null, null);
            var html = await Render(name, sentence, button, link, choose, also, alsoLink);
            var door = also is null ? "" : $"{also}: {alsoLink}\n\n";
            var text = $"{Say("Notices.MailHello", name)}\n\n{sentence}\n\n{door}{button}: {link}\n\n--\n{Say("Notices.MailFoot")}\n{choose}\n";
            return new Mail(id, address, name, subject, text, html);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }

    private string Absolute(string link) => settings.PublicUrl.AbsoluteUri.TrimEnd('/') + SignIn.LocalAddress.Or(link, "/");

    private async Task<string> Render(string name, string sentence, string button, string link, string choose, string? also, string? alsoLink)
    {
        // What renders components is scoped, and a mail belongs to no page.
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<LetterMail>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(LetterMail.Name)] = name, [nameof(LetterMail.Sentence)] = sentence, [nameof(LetterMail.Button)] = button, [nameof(LetterMail.Link)] = link, [nameof(LetterMail.Choose)] = choose,
                [nameof(LetterMail.Also)] = also, [nameof(LetterMail.AlsoLink)] = alsoLink,
            }));
            return page.ToHtmlString();
        });
    }
}
