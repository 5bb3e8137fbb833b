using System.Collections.Concurrent;
using System.Security.Claims;
using BlazorSalesProject.Web.Configuration;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BlazorSalesProject.Web.Live;

/// <summary>How many live pages each person has open on this node; the host renders no further ones beyond the limit (rule D-17).</summary>
public sealed class OpenPages(Settings settings)
{
    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);

    public bool IsFull(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier) is { } person && _open.GetValueOrDefault(person) >= settings.CircuitsPerPerson;

    internal void Opened(string person) => _open.AddOrUpdate(person, 1, (_, n) => n + 1);

    internal void Closed(string person)
    {
        if (_open.AddOrUpdate(person, 0, (_, n) => n - 1) <= 0)
        {
            _open.TryRemove(new KeyValuePair<string, int>(person, 0));
        }
    }
}

/// <summary>Counts one circuit in and out.</summary>
internal sealed class CountCircuit(OpenPages pages, AuthenticationStateProvider authentication) : CircuitHandler
{
    private string? _person;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _person = (await authentication.GetAuthenticationStateAsync()).User.FindFirstValue(ClaimTypes.NameIdentifier);
        if (_person is not null)
        {
            pages.Opened(_person);
        }
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_person is not null)
        {
            pages.Closed(_person);
        }

        return Task.CompletedTask;
    }
}
