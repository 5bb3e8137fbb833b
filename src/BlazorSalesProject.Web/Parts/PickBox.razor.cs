using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace BlazorSalesProject.Web.Parts;

/// <summary>Finds one of very many by typing; what may be found is decided by whoever answers the search.</summary>
public sealed partial class PickBox
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(200);
    private readonly string _id = $"k-{Guid.NewGuid():N}"[..10];
    private ElementReference _input;
    private CancellationTokenSource _search = new();
    private IReadOnlyList<Choice> _found = [];
    private string _text = "";
    private string? _given;
    private bool _open;
    private bool _busy;
    private int _at = -1;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [CascadingParameter] private FieldLink? Field { get; set; }

    /// <summary>The value of the choice taken, null when none.</summary>
    [Parameter] public string? Value { get; set; }

    /// <summary>The words of the value at hand.</summary>
    [Parameter] public string? Text { get; set; }

    /// <summary>Raised with the choice taken, or null when it was taken back.</summary>
    [Parameter] public EventCallback<Choice?> Picked { get; set; }

    /// <summary>Answers what was typed (possibly nothing) with the best few.</summary>
    [Parameter, EditorRequired] public Func<string, CancellationToken, Task<IReadOnlyList<Choice>>> Find { get; set; } = (_, _) => Task.FromResult<IReadOnlyList<Choice>>([]);

    [Parameter] public string? Placeholder { get; set; }
    [Parameter] public bool Disabled { get; set; }

    /// <summary>Stands below the choices, such as a button to make a new one.</summary>
    [Parameter] public RenderFragment? Foot { get; set; }

    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? More { get; set; }

    protected override void OnParametersSet()
    {
        if (Text != _given)
        {
            _given = Text;
            _text = Text ?? "";
        }
    }

    private Task Show() => _open || Disabled ? Task.CompletedTask : Search("", TimeSpan.Zero);

    private Task Typed(ChangeEventArgs e)
    {
        _text = e.Value as string ?? "";
        return Search(_text, Wait);
    }

    private async Task Search(string text, TimeSpan wait)
    {
        var mine = Anew();
        (_open, _busy) = (true, true);
        try
        {
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, Time, mine);
            }

            var found = await Find(text, mine);
            if (!mine.IsCancellationRequested)
            {
                (_found, _busy, _at) = (found, false, found.Count > 0 ? 0 : -1);
            }
        }
        catch (OperationCanceledException)
        {
            // a newer search answers instead
        }
    }

    // Not awaited in between: two keys in one moment must never share a source.
    private CancellationToken Anew()
    {
        _search.Cancel();
        _search.Dispose();
        _search = new CancellationTokenSource();
        return _search.Token;
    }

    private async Task KeyDown(KeyboardEventArgs e)
    {
        switch (e.Key)
        {
            case "ArrowDown" when !_open:
                await Show();
                break;
            case "ArrowDown" when _found.Count > 0:
                _at = (_at + 1) % _found.Count;
                break;
            case "ArrowUp" when _open && _found.Count > 0:
                _at = (_at - 1 + _found.Count) % _found.Count;
                break;
            case "Enter" when _open && _at >= 0 && _at < _found.Count:
                await Take(_found[_at]);
                break;
            case "Escape" when _open:
                Leave();
                break;
        }
    }

    private async Task Take(Choice? choice)
    {
        Anew();
        _open = false;
        _text = _given = choice?.Label ?? "";
        Field?.Heard?.Invoke(null);
        await Picked.InvokeAsync(choice);
        if (choice is null)
        {
            await _input.FocusAsync();
        }
    }

    // Words that were typed but not taken mean nothing.
    private void Leave()
    {
        Anew();
        _open = false;
        _text = Value is null ? "" : _given ?? "";
    }

    public void Dispose()
    {
        _search.Cancel();
        _search.Dispose();
    }
}
