#include "store/search_check.h"

#include "store/lexicon.h"
#include "store/posting_rows.h"

namespace nightbell {
namespace {

using Fault = Finding::Fault;

constexpr qint64 rowsAtATime = 500;

Result<> checkPostings(Database &database, const ClinicId &clinic, const SealKey &indexKey, CheckReport &report)
{
    const PostingRows postings(database, clinic, indexKey);
    SqlValues after{QByteArray(""), QString(), qint64(0)};
    for (;;) {
        const auto page = database.run(
            QStringLiteral("SELECT term, engine, first_position FROM posting WHERE clinic = ? AND "
                           "(term, engine, first_position) > (?, ?, ?) ORDER BY term, engine, first_position LIMIT ?"),
            SqlValues{clinic.text()} + after + SqlValues{rowsAtATime});
        if (!page)
            return page.problem();
        for (const SqlValues &row : page.value().rows) {
            const EngineId engine(row[1].toString());
            const qint64 line = row[2].toLongLong();
            const auto segment = postings.segmentAt(row[0].toByteArray(), engine, line);
            if (segment)
                continue;
            if (segment.problem().kind != Problem::Kind::Damaged)
                return segment.problem();
            report.add(Fault::SealBroken,
                       QStringLiteral("search index of clinic %1, %2/%3").arg(clinic.text(), engine.text()).arg(line));
        }
        if (page.value().rows.size() < rowsAtATime)
            return {};
        after = page.value().rows.last();
    }
}

Result<> checkWords(Database &database, const ClinicId &clinic, const SealKey &indexKey, CheckReport &report)
{
    const auto ends = database.run(
        QStringLiteral("SELECT engine, MAX(position) FROM lexicon WHERE clinic = ? GROUP BY engine"), {clinic.text()});
    if (!ends)
        return ends.problem();
    Cursors all;
    for (const SqlValues &row : ends.value().rows)
        all.insert(EngineId(row[0].toString()), row[1].toLongLong());
    Lexicon words(database, clinic, indexKey, 0); // keeps none, so it opens every row
    const auto opened = words.startingWith(QStringLiteral("\uffff"), 1, all);
    if (opened)
        return {};
    if (opened.problem().kind != Problem::Kind::Damaged)
        return opened.problem();
    report.add(Fault::SealBroken, QStringLiteral("word list of clinic %1").arg(clinic.text()));
    return {};
}

} // namespace

Result<> checkSearch(Database &database, KeyRing &keys, const ClinicId &clinic, CheckReport &report)
{
    const auto indexKey = keys.indexKey(clinic);
    if (!indexKey)
        return indexKey.problem();
    if (const Result<> postings = checkPostings(database, clinic, indexKey.value(), report); !postings)
        return postings;
    return checkWords(database, clinic, indexKey.value(), report);
}

} // namespace nightbell
