#include "store/store_backup.h"

#include "settings/private_file.h"
#include "store/schema.h"
#include "store/snapshot.h"
#include "store/store_tables.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace nightbell {
namespace {

constexpr int rowsAtATime = 200;
constexpr int valuesInAnInsert = 500;

QString marks(qsizetype count) { return QStringList(count, QStringLiteral("?")).join(u','); }

// The first page, and those after a row, in the order of the primary key.
QString pageOf(const StoreTable &table, bool first)
{
    const QString key = table.columns.first(table.keyColumns).join(u',');
    const QString after = first ? QString() : QStringLiteral(" WHERE (%1) > (%2)").arg(key, marks(table.keyColumns));
    return QStringLiteral("SELECT %1 FROM %2%3 ORDER BY %4 LIMIT %5")
        .arg(table.columns.join(u','), table.name, after, key)
        .arg(rowsAtATime);
}

Result<> writeTable(Database &database, const StoreTable &table, BackupWriter &writer)
{
    if (const Result<> begun = writer.table({table.name, table.columns}); !begun)
        return begun;
    SqlValues last;
    for (;;) {
        const auto page = database.run(pageOf(table, last.isEmpty()), last);
        if (!page)
            return page.problem();
        for (const SqlValues &row : page.value().rows)
            if (const Result<> written = writer.row(row); !written)
                return written;
        if (page.value().rows.size() < rowsAtATime)
            return {};
        last = page.value().rows.last().first(table.keyColumns);
    }
}

Result<BackupTotals> writeStore(Database &database, QIODevice &file)
{
    if (const Result<> ours = ofThisSchema(database); !ours)
        return ours.problem();
    BackupWriter writer(file);
    if (const Result<> begun = writer.begin(schemaVersion()); !begun)
        return begun.problem();
    for (const StoreTable &table : storeTables())
        if (const Result<> written = writeTable(database, table, writer); !written)
            return written.problem();
    return writer.close();
}

// Gathers rows of one table and inserts many with one statement.
class TableFiller
{
public:
    TableFiller(Database &database, BackupTable table) : m_database(database), m_table(std::move(table)) { }

    Result<> add(const SqlValues &row)
    {
        if (row.size() != m_table.columns.size())
            return Problem{Problem::Kind::Damaged,
                           QStringLiteral("backup: a row of %1 has another number of columns").arg(m_table.name)};
        m_values << row;
        return m_values.size() + row.size() > valuesInAnInsert ? flush() : Result<>();
    }

    Result<> flush()
    {
        if (m_values.isEmpty())
            return {};
        const qsizetype columns = m_table.columns.size();
        const QString one = QStringLiteral("(%1)").arg(marks(columns));
        const QString sql =
            QStringLiteral("INSERT INTO %1 (%2) VALUES %3")
                .arg(m_table.name, m_table.columns.join(u','), QStringList(m_values.size() / columns, one).join(u','));
        const auto done = m_database.run(sql, m_values);
        m_values.clear();
        return done ? Result<>() : Result<>(done.problem());
    }

private:
    Database &m_database;
    BackupTable m_table;
    SqlValues m_values;
};

// Names go into SQL text: only those that the schema has may come from a file.
Result<BackupTable> knownTable(const QByteArray &content)
{
    auto table = backupTableFrom(content);
    if (!table)
        return table;
    for (const StoreTable &known : storeTables())
        if (known.name == table.value().name) {
            const QSet<QString> columns(known.columns.begin(), known.columns.end());
            for (const QString &column : table.value().columns)
                if (!columns.contains(column))
                    return Problem{Problem::Kind::Damaged,
                                   QStringLiteral("backup: table %1 has an unknown column").arg(known.name)};
            return table;
        }
    return Problem{Problem::Kind::Damaged, QStringLiteral("backup: an unknown table")};
}

Result<> emptyTables(Database &database, RestoreOver over)
{
    for (const StoreTable &table : storeTables()) {
        const auto found = over == RestoreOver::Anything
            ? database.run(QStringLiteral("DELETE FROM ") + table.name)
            : database.run(QStringLiteral("SELECT 1 FROM %1 LIMIT 1").arg(table.name));
        if (!found)
            return found.problem();
        if (over == RestoreOver::EmptyOnly && !found.value().rows.isEmpty())
            return Problem{Problem::Kind::Refused,
                           QStringLiteral("the store is not empty: table %1 has rows").arg(table.name)};
    }
    return {};
}

// Checks every checksum again: the file may have changed since it was verified.
Result<BackupTotals> fillTables(Database &database, QIODevice &file)
{
    BackupReader reader(file);
    if (const Result<> begun = reader.begin(); !begun)
        return begun.problem();
    std::optional<TableFiller> filler;
    for (;;) {
        const auto record = reader.next();
        if (!record)
            return record.problem();
        Result<> done;
        if (record.value().kind == BackupKind::Row) {
            const auto row = backupRowFrom(record.value().content);
            done = row ? filler->add(row.value()) : Result<>(row.problem());
        } else if (filler) {
            done = filler->flush();
        }
        if (!done)
            return done.problem();
        if (record.value().kind == BackupKind::Closing)
            return reader.totals();
        if (record.value().kind == BackupKind::Table) {
            auto table = knownTable(record.value().content);
            if (!table)
                return table.problem();
            filler.emplace(database, std::move(table).value());
        }
    }
}

} // namespace

Result<BackupTotals> writeBackup(Database &database, QIODevice &file)
{
    return atOneMoment(database, [&] { return writeStore(database, file); });
}

Result<BackupTotals> backUp(Database &database, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return Problem{Problem::Kind::Unreachable,
                       QStringLiteral("the backup cannot be written: ") + file.errorString()};
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const auto written = writeBackup(database, file);
    if (!written)
        return written; // the file's temporary copy goes with it
    if (!file.commit()) // waits for the disk, then renames
        return Problem{Problem::Kind::Full, QStringLiteral("the backup cannot be written: ") + file.errorString()};
    syncFolder(QFileInfo(path).absolutePath()); // the folder must remember the new name too
    return written;
}

Result<BackupTotals> verifyBackup(QIODevice &file, QList<ClinicId> *clinics)
{
    BackupReader reader(file);
    if (const Result<> begun = reader.begin(); !begun)
        return begun.problem();
    if (reader.schema() > schemaVersion())
        return Problem{Problem::Kind::Newer,
                       QStringLiteral("the backup has schema %1, this program knows %2")
                           .arg(reader.schema())
                           .arg(schemaVersion())};
    BackupTable table;
    for (;;) {
        const auto record = reader.next();
        if (!record)
            return record.problem();
        if (record.value().kind == BackupKind::Closing)
            return reader.totals();
        if (record.value().kind == BackupKind::Table) {
            auto known = knownTable(record.value().content);
            if (!known)
                return known.problem();
            table = std::move(known).value();
            continue;
        }
        const auto row = backupRowFrom(record.value().content);
        if (!row || row.value().size() != table.columns.size())
            return Problem{Problem::Kind::Damaged, QStringLiteral("backup: a row of %1 is broken").arg(table.name)};
        if (clinics && table.name == QLatin1StringView("clinic_key"))
            *clinics << ClinicId(row.value().value(table.columns.indexOf(QLatin1StringView("clinic"))).toString());
    }
}

Result<BackupTotals> restore(Database &database, const QString &path, RestoreOver over)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Problem{Problem::Kind::NotFound, QStringLiteral("the backup cannot be read: ") + file.errorString()};
    QList<ClinicId> clinics;
    const auto whole = verifyBackup(file, &clinics);
    if (!whole)
        return whole;
    file.seek(0);
    if (const Result<> shown = database.showClinics(clinics); !shown)
        return shown.problem();
    return inTransaction(database, [&]() -> Result<BackupTotals> {
        if (const Result<> ours = ofThisSchema(database); !ours)
            return ours.problem();
        if (const Result<> empty = emptyTables(database, over); !empty)
            return empty.problem();
        return fillTables(database, file);
    });
}

} // namespace nightbell
