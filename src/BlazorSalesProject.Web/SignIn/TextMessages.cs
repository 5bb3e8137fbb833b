using System.Net.Http.Headers;
using BlazorSalesProject.People;
using BlazorSalesProject.Web.Configuration;

namespace BlazorSalesProject.Web.SignIn;

/// <summary>Hands text messages to the gateway of the settings. A code that can't be sent is asked for again: it would be stale by the time of a later attempt.</summary>
internal sealed class TextMessages(Settings settings, IHttpClientFactory clients, ILogger<TextMessages> log) : ITextMessages
{
    public bool CanSend => settings.Sms.Url is not null;

    public async Task<bool> Send(string mobile, string text, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Sms.Url) { Content = JsonContent.Create(new { to = mobile, text, sender = settings.Sms.Sender }) };
        if (settings.Sms.Key is { Length: > 0 } key)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        try
        {
            using var client = clients.CreateClient(nameof(TextMessages));
            client.Timeout = TimeSpan.FromSeconds(10);
            using var answer = await client.SendAsync(request, cancel);
            if (!answer.IsSuccessStatusCode)
            {
                log.LogWarning("The text gateway answered {Status}", (int)answer.StatusCode);
            }

            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            log.LogWarning(e, "The text gateway did not answer");
            return false;
        }
    }
}
