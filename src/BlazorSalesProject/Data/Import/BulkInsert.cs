using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace BlazorSalesProject.Data.Import;

/// <summary>
/// Writes many rows of one table by few prepared statements within the transaction that is open. Columns, converters and
/// types come from the model, values only ever as parameters.
/// </summary>
internal static class BulkInsert
{
    // SQLite finds each parameter by walking through all of them, and a call costs it next to nothing: few rows a statement.
    // PostgreSQL pays for the way to the server: many.
    private const int ParametersOnSqlite = 64;
    private const int ParametersOnPostgreSql = 4000;
    private static readonly ConcurrentDictionary<(bool Sqlite, Type Type), Table> Tables = new();

    public static async Task Write<T>(AppDb db, IReadOnlyList<T> rows)
        where T : class
    {
        if (rows.Count == 0)
        {
            return;
        }

        var table = Tables.GetOrAdd((db.OnSqlite, typeof(T)), _ => Table.Of(db, typeof(T)));
        var rowsPerStatement = Math.Max(1, (db.OnSqlite ? ParametersOnSqlite : ParametersOnPostgreSql) / table.Columns.Count);
        var connection = db.Database.GetDbConnection();
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("A transaction must be open.");
        DbCommand? command = null;
        try
        {
            var prepared = 0;
            for (var from = 0; from < rows.Count; from += rowsPerStatement)
            {
                var count = Math.Min(rowsPerStatement, rows.Count - from);
                if (command is null || prepared != count)
                {
                    if (command is not null)
                    {
                        await command.DisposeAsync();
                    }

                    command = table.Prepare(connection, transaction, count);
                    prepared = count;
                }

                var slot = 0;
                for (var i = 0; i < count; i++)
                {
                    foreach (var column in table.Columns)
                    {
                        command.Parameters[slot++].Value = column.ValueOf(rows[from + i]);
                    }
                }

                await command.ExecuteNonQueryAsync();
            }
        }
        finally
        {
            if (command is not null)
            {
                await command.DisposeAsync();
            }
        }
    }

    private sealed record Column(string Name, RelationalTypeMapping Mapping, bool Nullable, Func<object, object?> Get)
    {
        public object ValueOf(object row)
        {
            var value = Get(row);
            return value is null ? DBNull.Value : Mapping.Converter is { } converter ? converter.ConvertToProvider(value) ?? DBNull.Value : value;
        }
    }

    private sealed class Table(string insert, IReadOnlyList<Column> columns)
    {
        public IReadOnlyList<Column> Columns { get; } = columns;

        public static Table Of(AppDb db, Type type)
        {
            var entity = db.Model.FindEntityType(type) ?? throw new InvalidOperationException($"{type.Name} is no entity.");
            var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
            var sql = db.GetService<ISqlGenerationHelper>();
            var columns = new List<Column>();
            foreach (var property in entity.GetProperties().Where(p => p.ValueGenerated != ValueGenerated.OnAdd))
            {
                columns.Add(ColumnOf(property, table, Getter(type, property.PropertyInfo!)));
            }

            foreach (var complex in entity.GetComplexProperties())
            {
                foreach (var property in complex.ComplexType.GetProperties())
                {
                    columns.Add(ColumnOf(property, table, Getter(type, complex.PropertyInfo!, property.PropertyInfo!)));
                }
            }

            return new Table($"INSERT INTO {sql.DelimitIdentifier(table.Name, table.Schema)} ({string.Join(", ", columns.Select(c => sql.DelimitIdentifier(c.Name)))}) VALUES ", columns);
        }

        public DbCommand Prepare(DbConnection connection, DbTransaction transaction, int rows)
        {
            var command = connection.CreateCommand();
            var sql = new StringBuilder(insert);
            for (var row = 0; row < rows; row++)
            {
                sql.Append(row == 0 ? "(" : ", (");
                for (var i = 0; i < Columns.Count; i++)
                {
                    var name = string.Create(CultureInfo.InvariantCulture, $"@p{(row * Columns.Count) + i}");
                    sql.Append(i == 0 ? "" : ", ").Append(name);
                    command.Parameters.Add(Columns[i].Mapping.CreateParameter(command, name, null, Columns[i].Nullable));
                }

                sql.Append(')');
            }

            command.CommandText = sql.ToString();
            command.Transaction = transaction;
            return command;
        }

        private static Column ColumnOf(IProperty property, StoreObjectIdentifier table, Func<object, object?> get) =>
            new(property.GetColumnName(table)!, property.GetRelationalTypeMapping(), property.IsNullable, get);

        private static Func<object, object?> Getter(Type type, params IEnumerable<PropertyInfo> path)
        {
            var row = Expression.Parameter(typeof(object));
            Expression value = Expression.Convert(row, type);
            foreach (var property in path)
            {
                value = Expression.Property(value, property);
            }

            return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), row).Compile();
        }
    }
}
