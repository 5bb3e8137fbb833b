namespace BlazorSalesProject.Bench.Circuits;

/// <summary>What a browser would show for one circuit: elements, attributes and text, kept current batch by batch.</summary>
public sealed class PageTree
{
    private readonly Dictionary<int, Node> _components = [];
    private readonly List<int> _roots = [];

    /// <summary>All elements of the page, depth first.</summary>
    public IEnumerable<Node> Elements => _roots.SelectMany(id => _components.TryGetValue(id, out var root) ? root.Descendants() : []);

    /// <summary>First element that carries the attribute with this value.</summary>
    public Node? Find(string attribute, string value) => Elements.FirstOrDefault(e => e.Attribute(attribute) == value);

    /// <summary>True when a card with this id stands in the column with this code.</summary>
    public bool CardStandsIn(string card, string stage)
    {
        for (var node = Find("data-opportunity", card); node is not null; node = node.Parent)
        {
            if (node.Attribute("data-stage") is { } code)
                return code == stage;
        }

        return false;
    }

    /// <summary>Takes over one render batch.</summary>
    public void Apply(byte[] data)
    {
        var batch = new BatchReader(data);
        for (var i = 0; i < batch.UpdatedComponents; i++)
        {
            var diff = batch.Component(i);
            if (!_components.TryGetValue(diff.ComponentId, out var container))
            {
                _components[diff.ComponentId] = container = new Node(NodeKind.Component);
                _roots.Add(diff.ComponentId);
            }

            Apply(batch, diff, container);
        }

        for (var i = 0; i < batch.DisposedComponents; i++)
        {
            var id = batch.DisposedComponent(i);
            _components.Remove(id);
            _roots.Remove(id);
        }
    }

    private void Apply(in BatchReader batch, in Diff diff, Node container)
    {
        var parent = container;
        List<(Node Node, int To)> moves = [];
        for (var i = 0; i < diff.Edits; i++)
        {
            var edit = batch.Edit(diff, i);
            switch (edit.Type)
            {
                case EditType.PrependFrame:
                    Insert(batch, parent, edit.Sibling, edit.Reference);
                    break;
                case EditType.RemoveFrame:
                    parent.Children.RemoveAt(edit.Sibling);
                    break;
                case EditType.SetAttribute:
                    SetAttribute(batch, parent.Children[edit.Sibling], batch.Frame(edit.Reference));
                    break;
                case EditType.RemoveAttribute:
                    parent.Children[edit.Sibling].Remove(batch.Text(edit.RemovedName)!);
                    break;
                case EditType.UpdateText:
                case EditType.UpdateMarkup:
                    parent.Children[edit.Sibling].Text = batch.Text(batch.Frame(edit.Reference).A);
                    break;
                case EditType.StepIn:
                    parent = parent.Children[edit.Sibling];
                    break;
                case EditType.StepOut:
                    parent = parent.Parent!;
                    break;
                case EditType.PermutationListEntry:
                    moves.Add((parent.Children[edit.Sibling], edit.Reference));
                    break;
                case EditType.PermutationListEnd:
                    foreach (var (node, to) in moves)
                        parent.Children[to] = node;
                    moves.Clear();
                    break;
                case EditType.None:
                default:
                    throw new InvalidDataException($"Unknown change {edit.Type} in a render batch.");
            }
        }
    }

    /// <summary>Inserts the frame and all below it; returns how many children the parent gained.</summary>
    private int Insert(in BatchReader batch, Node parent, int at, int index)
    {
        var frame = batch.Frame(index);
        switch (frame.Type)
        {
            case FrameType.Element:
                var element = new Node(NodeKind.Element) { Name = batch.Text(frame.B) };
                parent.Insert(at, element);
                InsertRange(batch, element, 0, index + 1, index + frame.A);
                return 1;
            case FrameType.Component:
                var component = new Node(NodeKind.Component);
                _components[frame.B] = component;
                parent.Insert(at, component);
                return 1;
            case FrameType.Region:
                return InsertRange(batch, parent, at, index + 1, index + frame.A);
            case FrameType.Text:
            case FrameType.Markup:
                parent.Insert(at, new Node(frame.Type == FrameType.Text ? NodeKind.Text : NodeKind.Markup) { Text = batch.Text(frame.A) });
                return 1;
            case FrameType.Attribute:
                SetAttribute(batch, parent, frame);
                return 0;
            default:
                return 0;
        }
    }

    private int InsertRange(in BatchReader batch, Node parent, int at, int from, int end)
    {
        var start = at;
        for (var index = from; index < end; index++)
        {
            var frame = batch.Frame(index);
            at += Insert(batch, parent, at, index);
            if (frame.Type is FrameType.Element or FrameType.Region or FrameType.Component)
                index += frame.A - 1;
        }

        return at - start;
    }

    private static void SetAttribute(in BatchReader batch, Node element, in Frame frame) =>
        element.Set(batch.Text(frame.A)!, batch.Text(frame.B), frame.C);
}

/// <summary>What kind of thing a node is; a component is a container without a tag of its own.</summary>
public enum NodeKind
{
    Element,
    Component,
    Text,
    Markup,
}

/// <summary>One node of the page a circuit shows.</summary>
public sealed class Node(NodeKind kind)
{
    private List<(string Name, string? Value, ulong Handler)>? _attributes;

    public NodeKind Kind { get; } = kind;

    public string? Name { get; init; }

    public string? Text { get; set; }

    public Node? Parent { get; private set; }

    public List<Node> Children { get; } = [];

    public string? Attribute(string name) => _attributes?.Find(a => a.Name == name).Value;

    /// <summary>The number of the server's handler for an event such as <c>onclick</c>; 0 when there is none.</summary>
    public ulong Handler(string name) => _attributes?.Find(a => a.Name == name).Handler ?? 0;

    /// <summary>All elements below this node, depth first.</summary>
    public IEnumerable<Node> Descendants()
    {
        foreach (var child in Children)
        {
            if (child.Kind == NodeKind.Element)
                yield return child;
            foreach (var below in child.Descendants())
                yield return below;
        }
    }

    internal void Insert(int at, Node child)
    {
        child.Parent = this;
        Children.Insert(at, child);
    }

    internal void Set(string name, string? value, ulong handler)
    {
        Remove(name);
        (_attributes ??= []).Add((name, value, handler));
    }

    internal void Remove(string name) => _attributes?.RemoveAll(a => a.Name == name);
}
