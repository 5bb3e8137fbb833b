using BlazorSalesProject.Data.Import;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Microsoft.AspNetCore.Components;
using static BlazorSalesProject.Kernel.Words;

namespace BlazorSalesProject.Web.Imports;

/// <summary>Makes the mapping of an import's files, tries it and starts it.</summary>
public sealed partial class ImportDraft : ComponentBase
{
    private const int RowsKept = 50;
    private const int SampleRows = 20;
    private Me _me = CurrentMe.Nobody;
    private List<ImportSheet> _sheets = [];
    private IReadOnlyList<ImportTemplatePick> _templates = [];
    private IReadOnlyList<ImportTrial>? _trials;
    private IReadOnlyList<UnknownValue> _unknown = [];
    private Dictionary<Guid, IReadOnlyList<ImportRowView>> _collisions = [];
    private Guid _loaded;
    private string _tab = "";
    private string? _problem;
    private string? _templateName;
    private bool _shared;
    private bool _naming;
    private bool _busy;
    private int _checked;

    [Parameter, EditorRequired]
    public ImportView Run { get; set; } = default!;

    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private CurrentMe Who { get; set; } = default!;

    [Inject]
    private ImportShelf Shelf { get; set; } = default!;

    [Inject]
    private Importer Importer { get; set; } = default!;

    [Inject]
    private ImportUnknowns Unknowns { get; set; } = default!;

    [Inject]
    private ImportDraftRows DraftRows { get; set; } = default!;

    [Inject]
    private ImportTemplates Templates { get; set; } = default!;

    [Inject]
    private SaveImportTemplate Saving { get; set; } = default!;

    [Inject]
    private MapImport Mapping { get; set; } = default!;

    [Inject]
    private StartImport Starting { get; set; } = default!;

    [Inject]
    private RemoveImportDraft Removing { get; set; } = default!;

    [Inject]
    private ToastTray Tray { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private ImportSheet? Sheet => _sheets.Find(s => s.File.Id.ToString() == _tab);

    private IReadOnlyList<TabItem> Items => [.. _sheets.Select(s => new TabItem(s.File.Id.ToString(), s.File.FileName, s.File.Rows) { Icon = s.Excluded ? "minus" : "file" })];

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == Run.Id)
        {
            return;
        }

        _loaded = Run.Id;
        _me = await Who.Get();
        _templates = await Templates.For(_me);
        _sheets = [.. Run.Files.Select(file =>
        {
            var opened = Shelf.Open(Run.Id, file.Position, file.FileName);
            _problem ??= opened.Refusal?.Sentence;
            using var table = opened.Value;
            return ImportSheet.Of(file, table is null ? [] : [.. table.Rows().Take(SampleRows)]);
        })];
        _tab = _sheets.Find(s => !s.Excluded)?.File.Id.ToString() ?? "";
        if (_sheets.Exists(s => s.Excluded))
        {
            _problem ??= Say("Imports.ProductsLeftOut", string.Join(", ", _sheets.Where(s => s.Excluded).Select(s => s.File.FileName)));
        }
    }

    private void Use(ImportMapping mapping)
    {
        foreach (var sheet in _sheets)
        {
            if (ImportGuess.Fitting(mapping, sheet.File.FileName, sheet.File.Headers) is { } fits)
            {
                sheet.Take(fits);
            }
        }

        Touched();
    }

    /// <summary>What was found out holds no longer.</summary>
    private void Touched()
    {
        _trials = null;
        _unknown = [];
        _problem = null;
    }

    private Task MeansChanged() => Check();

    private async Task<bool> Keep()
    {
        var outcome = await Mapping.Run(await Who.Get(), Run.Id, [.. _sheets.Select(s => new ImportChoice(s.File.Id, s.Mapping(), s.Excluded))]);
        _problem = outcome.Refusal?.Sentence ?? _sheets.Where(s => !s.Excluded).Select(s => (s.File, ImportPlan.Of(s.Mapping(), s.File.Headers).Refusal))
            .Where(p => p.Refusal is not null).Select(p => Say("Imports.InFile", p.File.FileName, p.Refusal!.Sentence)).FirstOrDefault();
        return _problem is null;
    }

    private async Task Check()
    {
        if (!await Keep())
        {
            return;
        }

        (_busy, _checked) = (true, 0);
        StateHasChanged();
        try
        {
            _me = await Who.Get();
            var files = _sheets.Select(s => s.AsFile()).ToList();
            Outcome<IImportTable> Open(ImportFile file) => Shelf.Open(Run.Id, file.Position, file.FileName);
            _unknown = await Task.Run(() => Unknowns.For(_me, files, Open));
            var outcome = await Task.Run(() => Importer.Try(_me, files, Open, RowsKept, done =>
            {
                _checked = done;
                _ = InvokeAsync(StateHasChanged);
            }));
            (_trials, _problem) = (outcome.Value, outcome.Refusal?.Sentence);
            _collisions = [];
            foreach (var trial in _trials ?? [])
            {
                _collisions[trial.FileId] = await DraftRows.For(_me, trial.Rows);
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task Start()
    {
        if (!await Keep())
        {
            return;
        }

        var outcome = await Starting.Run(await Who.Get(), Run.Id);
        _problem = outcome.Refusal?.Sentence;
        if (outcome.Ok)
        {
            await Changed.InvokeAsync();
        }
    }

    private async Task SaveTemplate()
    {
        var mapping = new ImportMapping { Name = _templateName, Files = [.. _sheets.Where(s => !s.Excluded).Select(s => s.Mapping())] };
        var outcome = await Saving.Run(await Who.Get(), _templateName, mapping, _shared);
        if (outcome.Refusal is { } refusal)
        {
            Tray.Error(refusal.Sentence);
            return;
        }

        _naming = false;
        _templates = await Templates.For(_me);
        Tray.Ok(Say("Imports.TemplateSaved"));
    }

    private async Task Remove()
    {
        var outcome = await Removing.Run(await Who.Get(), Run.Id);
        if (outcome.Refusal is { } refusal)
        {
            Tray.Error(refusal.Sentence);
            return;
        }

        Shelf.Clear(Run.Id);
        Navigation.NavigateTo("/imports");
    }
}
