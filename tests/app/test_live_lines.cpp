#include "app/live_lines.h"

#include <QRegularExpression>
#include <QTest>

using namespace nightbell;

namespace {

template<std::size_t index = 0> void eachLine(QStringList &lines)
{
    if constexpr (index < std::variant_size_v<Happening>) {
        lines << liveLine({CallId(QStringLiteral("c1")), {}, std::variant_alternative_t<index, Happening>(), {}});
        eachLine<index + 1>(lines);
    }
}

} // namespace

class TestLiveLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyHappeningThatHasALineSaysItInPlainWords();
    void theEndIsToldWithItsCause();
};

void TestLiveLines::everyHappeningThatHasALineSaysItInPlainWords()
{
    QStringList lines;
    eachLine(lines);
    const QStringList shown = lines.filter(QRegularExpression(QStringLiteral(".")));
    QVERIFY(shown.size() > 30);
    for (const QString &line : shown) {
        const QString words = line.section(QStringLiteral("  c1  "), 1);
        QVERIFY2(words.contains(QRegularExpression(QStringLiteral("^[a-zA-Z][a-zA-Z:,.0-9() ]+$"))), qPrintable(line));
    }
}

void TestLiveLines::theEndIsToldWithItsCause()
{
    const CallEvent end{CallId(QStringLiteral("c1")), {}, Dropped{.cause = EndCause::LineLost}, {}};
    QVERIFY(liveLine(end).endsWith(QStringLiteral("cut off: the line went dead")));
}

QTEST_GUILESS_MAIN(TestLiveLines)
#include "test_live_lines.moc"
