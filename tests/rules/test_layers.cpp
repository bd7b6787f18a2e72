// The arrows of the house: rules ← engine, rules ← windows, all ← app. Checked here because on Debian an include of
// <QtWidgets/QWidget> compiles with Qt Core's include path alone, so neither compiler nor linker protects them.
#include "rules/source_tree.h"

#include <QHash>
#include <QSet>
#include <QTest>

using namespace nightbell::rules;

namespace {

const QStringList pureRooms{QStringLiteral("core/call"), QStringLiteral("core/dialog"), QStringLiteral("core/clinic"),
                            QStringLiteral("core/desk")};

struct Arrow
{
    QRegularExpression from; // path of the including file
    QRegularExpression never;
    QString why;
};

QRegularExpression re(const char *pattern) { return QRegularExpression(QLatin1String(pattern)); }

const QList<Arrow> arrows{
    {re("^core/"),
     re("^(ui|app)/|^(QtWidgets|QtGui|QtSvg)|^Q(Widget|Application|GuiApplication|Dialog|MainWindow|Action|"
        "MessageBox|Painter|Pixmap|Icon|Label|Layout)"),
     QStringLiteral("core knows no window")},
    {re("^(core/(call|dialog|clinic|desk)/|core/[^/]+$)"),
     re("^(settings|access|audio|speech|language|line|store|booking|message|campaign|feed|gateway|engine)/"
        "|^Qt(Sql|Network)|"
        "^QSql|^Q(Tcp|Udp|Ssl|Local[SP])|^QNetwork|^QWebSocket|^QRandomGenerator$|^QTimer$|^QElapsedTimer$|^QFile$|"
        "^(re|pqxx|hiredis|sodium|flite)[/.]|^(random|thread|mutex|condition_variable|atomic)$"),
     QStringLiteral("the rules are pure: no room of the engine, no database, socket, thread or chance")},
    {re("^ui/"),
     re("^(settings|access|audio|speech|language|line|store|booking|message|campaign|feed|gateway|engine|app)/|"
        "^QSql|^Q(Tcp|Udp)|^QNetwork|^QWebSocket|^(re|pqxx|hiredis|sodium|flite)[/.]"),
     QStringLiteral("the windows see only the panes")},
};

QStringList includesOf(const SourceFile &file)
{
    static const auto include = re("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]");
    QStringList found;
    for (const QString &line : file.lines)
        if (const auto match = include.match(line); match.hasMatch())
            found << match.captured(1);
    return found;
}

} // namespace

class TestLayers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noIncludeGoesAgainstTheArrows();
    void theRulesReadNoClock();
    void noHeaderIncludesItselfByADetour();
};

void TestLayers::noIncludeGoesAgainstTheArrows()
{
    QStringList faults;
    for (const SourceFile &file : sources({QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app")}))
        for (const QString &included : includesOf(file))
            for (const Arrow &arrow : arrows)
                if (arrow.from.match(file.path).hasMatch() && arrow.never.match(included).hasMatch())
                    faults << QStringLiteral("%1 includes %2: %3").arg(file.path, included, arrow.why);
    QVERIFY2(faults.isEmpty(), report(faults));
}

void TestLayers::theRulesReadNoClock()
{
    static const auto clock = re(R"(\bcurrent(DateTime|Date|Time|MSecs|Secs)\w*\(|(system|steady)_clock::now)");
    QStringList faults;
    for (const SourceFile &file : sources(pureRooms))
        for (const QString &line : file.lines)
            if (clock.match(withoutComment(line)).hasMatch())
                faults << file.path + QStringLiteral(": ") + line.trimmed();
    QVERIFY2(faults.isEmpty(), report(faults));
}

void TestLayers::noHeaderIncludesItselfByADetour()
{
    QHash<QString, QStringList> graph; // by the path as others include it
    for (const SourceFile &file : sources({QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app")}))
        if (file.path.endsWith(QLatin1String(".h")))
            graph.insert(file.path.startsWith(QLatin1String("core/")) ? file.path.mid(5) : file.path, includesOf(file));

    QSet<QString> cleared;
    QStringList way, faults;
    const auto walk = [&](const auto &again, const QString &header) -> void {
        if (cleared.contains(header) || !graph.contains(header))
            return;
        if (way.contains(header)) {
            faults << (way.mid(way.indexOf(header)) << header).join(QStringLiteral(" → "));
            return;
        }
        way << header;
        for (const QString &next : graph.value(header))
            again(again, next);
        way.removeLast();
        cleared << header;
    };
    for (auto header = graph.keyBegin(); header != graph.keyEnd(); ++header)
        walk(walk, *header);
    QVERIFY2(faults.isEmpty(), report(faults));
}

QTEST_APPLESS_MAIN(TestLayers)
#include "test_layers.moc"
