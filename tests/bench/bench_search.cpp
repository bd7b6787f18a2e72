// A million lines in SQLite: how fast they are indexed, how long a search for a page of fifty takes.
#include "bench/figures.h"
#include "bench/must.h"
#include "scripted/scripted_lines.h"
#include "scripted/scripted_secrets.h"
#include "store/schema.h"
#include "store/search_index.h"
#include "store/sqlite_database.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

#include <cmath>

using namespace nightbell;
using bench::must;

namespace {

constexpr int lineCount = 1'000'000;
constexpr int linesPerCall = 100;
constexpr int vocabulary = 30'000;
constexpr int pageLines = 50;

// Speakable words of one to four syllables; a low number is a frequent word.
QString wordAt(int number)
{
    static constexpr const char *heads = "bdfgklmnprstvz";
    static constexpr const char *vowels = "aeiou";
    QString word;
    for (int rest = number + 1; rest > 0; rest /= 70)
        word += QLatin1Char(heads[rest % 70 / 5]) + QString(QLatin1Char(vowels[rest % 5]));
    return word;
}

int zipf(QRandomGenerator &random) // about 1/rank
{
    return int(std::exp(random.generateDouble() * std::log(double(vocabulary)))) - 1;
}

QString lineOfWords(QRandomGenerator &random)
{
    QString line;
    for (int words = 4 + int(random.bounded(9)); words > 0; --words)
        line += wordAt(zipf(random)) + QLatin1Char(' ');
    return line;
}

void searches(SearchIndex &index, const char *name, int count, const std::function<QString(int)> &query)
{
    bench::Figures figures(QByteArray("search: ") + name);
    qsizetype found = 0;
    for (int i = 0; i < count; ++i) {
        const QString typed = query(i);
        figures.time(
            [&] { found += must(index.search(ClinicId(QStringLiteral("rosewood")), typed, pageLines)).lines.size(); });
    }
    figures.print();
    bench::printFigure(QByteArray("search: ") + name + ", found", double(found) / count, "lines");
}

} // namespace

int main()
{
    QTemporaryDir folder(QStringLiteral("nightbell-search-XXXXXX"));
    auto database = must(openSqlite(folder.filePath(QStringLiteral("store.sqlite"))));
    if (!migrate(*database))
        return 69;
    ScriptedSecrets secrets;
    KeyRing keys(*database, secrets);
    must(keys.openOrCreate(ClinicId(QStringLiteral("rosewood"))));
    ScriptedLines lines(*database, keys);
    lines.entriesAtOnce = 5000;
    QRandomGenerator random(1);
    CallId call;
    for (int i = 0; i < lineCount; ++i) {
        if (i % linesPerCall == 0) {
            call = CallId(QStringLiteral("call-%1").arg(i / linesPerCall));
            if (!lines.begins(call))
                return 70;
        }
        if (!lines.hears(call, lineOfWords(random)))
            return 70;
    }
    if (!lines.write())
        return 70;

    SearchIndex index(*database, keys);
    for (const int atOnce : {200, 5000}) { // a step between two commits, and a step of catching up
        bench::Figures steps("search: index " + QByteArray::number(atOnce) + " entries");
        for (int i = 0; atOnce == 5000 || i < 500; ++i) {
            qint64 moved = 0;
            steps.time([&] { moved = must(index.indexNext(lines.engine, atOnce)); });
            if (moved == 0)
                break;
        }
        steps.print();
    }
    const auto rare = [&](int i) { return wordAt(vocabulary / 2 + i * 37); };
    searches(index, "first prefix (takes up the lexicon)", 1, [](int) { return QStringLiteral("bab*"); });
    searches(index, "rare word", 300, rare);
    searches(index, "common word", 300, [](int i) { return wordAt(i % 20); });
    searches(index, "two common words", 300, [](int i) { return wordAt(i % 20) + u' ' + wordAt(20 + i % 50); });
    searches(index, "common and rare word", 300, [&](int i) { return wordAt(i % 20) + u' ' + rare(i); });
    searches(index, "two rare words, seldom together", 300, [&](int i) { return rare(i) + u' ' + rare(i + 1); });
    searches(index, "phrase of common words", 300,
             [](int i) { return u'"' + wordAt(i % 20) + u' ' + wordAt(i % 30) + u'"'; });
    searches(index, "phrase of three, often absent", 300,
             [](int i) { return u'"' + wordAt(i % 20) + u' ' + wordAt(100 + i) + u' ' + wordAt(i % 30) + u'"'; });
    searches(index, "prefix of two letters", 300, [](int i) { return wordAt(i % 60) + u'*'; });
    searches(index, "prefix of four letters", 300, [](int i) { return wordAt(70 + i * 11) + u'*'; });
    searches(index, "prefix and common word", 300,
             [](int i) { return wordAt(70 + i * 11) + QStringLiteral("* ") + wordAt(i % 20); });
}
