// Sizes, names and words. An exception is a debt: it is listed with its present size, may only shrink, and fails the
// test once it is paid.
#include "rules/source_tree.h"

#include <QHash>
#include <QTest>

using namespace nightbell::rules;

namespace {

constexpr int fileLines = 400, headerLines = 150, functionLines = 70, readmeLines = 15, virtualFunctions = 7,
              connectsInAFile = 15;

const QHash<QString, int> longFiles{};     // path → lines
const QHash<QString, int> longFunctions{}; // "path:function" → lines

const QStringList code{QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app")};
const QStringList codeAndTests = QStringList(code) << QStringLiteral("tests");

// Compares what was measured with the limit, or with the size that the list of exceptions allows.
void weigh(const QString &what, int size, int limit, const QHash<QString, int> &exceptions, QStringList &faults)
{
    const auto known = exceptions.constFind(what);
    if (known == exceptions.constEnd()) {
        if (size > limit)
            faults << QStringLiteral("%1 has %2 lines, the limit is %3").arg(what).arg(size).arg(limit);
    } else if (size <= limit) {
        faults << QStringLiteral("%1 is within the limit again: take it off the list").arg(what);
    } else if (size != *known) {
        faults << QStringLiteral("%1 has %2 lines, the list says %3").arg(what).arg(size).arg(*known);
    }
}

struct Function
{
    QString name;
    int lines = 0;
};

// By the house's format the brace that opens a function stands alone on its line; a lambda's or a loop's does not.
QList<Function> functionsOf(const SourceFile &file)
{
    static const QRegularExpression notAFunction(
        QStringLiteral("^\\s*(class|struct|enum|union|namespace|template<.*> *(class|struct))\\b"));
    QList<Function> found;
    for (qsizetype i = 1; i < file.lines.size(); ++i) {
        if (file.lines[i].trimmed() != QLatin1String("{"))
            continue;
        const QString closing = file.lines[i].left(file.lines[i].indexOf(QLatin1Char('{'))) + QLatin1Char('}');
        qsizetype head = i - 1;
        while (head > 0 && file.lines[head].startsWith(closing.left(closing.size() - 1) + QStringLiteral("    ")))
            --head; // a signature or an initialiser list that was broken over several lines
        if (notAFunction.match(file.lines[head]).hasMatch() || notAFunction.match(file.lines[i - 1]).hasMatch())
            continue;
        for (qsizetype end = i + 1; end < file.lines.size(); ++end)
            if (file.lines[end] == closing || file.lines[end] == closing + QLatin1Char(';')) {
                found << Function{
                    file.lines[head].trimmed().section(QLatin1Char('('), 0, 0).section(QLatin1Char(' '), -1),
                    int(end - i - 1)};
                break;
            }
    }
    return found;
}

} // namespace

class TestTidiness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesAreShort();
    void functionsAreShort();
    void interfacesAreSmall();
    void aFileWiresFewSignals();
    void namesComeFromThePhoneRoom();
    void noTwoTypesShareAName();
    void nothingIsLeftForLater();
    void aRoomIntroducesItselfOnOnePage();
};

void TestTidiness::filesAreShort()
{
    QStringList faults;
    for (const SourceFile &file : sources(codeAndTests)) {
        const bool header = file.path.endsWith(QLatin1String(".h")) && !file.path.startsWith(QLatin1String("tests/"));
        weigh(file.path, int(file.lines.size()) - 1, header ? headerLines : fileLines, longFiles, faults);
    }
    QVERIFY2(faults.isEmpty(), report(faults));
}

void TestTidiness::functionsAreShort()
{
    QStringList faults;
    for (const SourceFile &file : sources(codeAndTests))
        for (const Function &function : functionsOf(file))
            weigh(file.path + QLatin1Char(':') + function.name, function.lines, functionLines, longFunctions, faults);
    QVERIFY2(faults.isEmpty(), report(faults));
}

void TestTidiness::interfacesAreSmall()
{
    static const QRegularExpression pure(QStringLiteral("^\\s*virtual .*= 0;")),
        type(QStringLiteral("^\\s*(class|struct) (\\w+)"));
    QStringList faults;
    for (const SourceFile &file : sources(code)) {
        QString name;
        int count = 0;
        for (const QString &line : file.lines) {
            if (const auto match = type.match(line); match.hasMatch() && !line.endsWith(QLatin1Char(';')))
                name = match.captured(2), count = 0;
            if (pure.match(line).hasMatch() && ++count == virtualFunctions + 1)
                faults << QStringLiteral("%1: %2 asks for more than %3 functions")
                              .arg(file.path, name)
                              .arg(virtualFunctions);
        }
    }
    QVERIFY2(faults.isEmpty(), report(faults));
}

void TestTidiness::aFileWiresFewSignals()
{
    static const QRegularExpression wire(QStringLiteral("\\bconnect\\("));
    QStringList faults;
    for (const SourceFile &file : sources(code))
        if (const auto wires = file.lines.filter(wire).size(); wires > connectsInAFile)
            faults << QStringLiteral("%1 connects %2 times").arg(file.path).arg(wires);
    QVERIFY2(faults.isEmpty(), report(faults));
}

void TestTidiness::namesComeFromThePhoneRoom()
{
    static const QRegularExpression banned(QStringLiteral(
        "\\b(class|struct|enum "
        "class|using|namespace)\\s+\\w*(Manager|Helper|Utils?|Handler|Processor|Base|Impl|Data|Info)\\b"));
    static const QRegularExpression bannedFile(
        QStringLiteral("(manager|helper|util|handler|processor|base|impl)[^/]*$"));
    QStringList faults;
    for (const SourceFile &file : sources(codeAndTests)) {
        if (bannedFile.match(QString(file.path).replace(QLatin1String("database"), QString())).hasMatch())
            faults << file.path;
        for (const QString &line : file.lines)
            if (banned.match(withoutComment(line)).hasMatch() && !line.contains(QLatin1String("Database")))
                faults << file.path + QStringLiteral(": ") + line.trimmed();
    }
    QVERIFY2(faults.isEmpty(), report(faults));
}

// The linker takes one of two classes of the same name for both, and says nothing.
void TestTidiness::noTwoTypesShareAName()
{
    static const QRegularExpression begins(QStringLiteral("^(?:template<.*> )?(?:struct|class) (\\w+)(?!.*;\\s*$)")),
        space(QStringLiteral("^namespace ([\\w:]+)"));
    QHash<QString, QString> headerOf;
    QStringList faults;
    for (const SourceFile &file : sources(code)) {
        if (!file.path.endsWith(QLatin1String(".h")))
            continue;
        QString within;
        for (const QString &line : file.lines) {
            if (const auto opened = space.match(line); opened.hasMatch())
                within = opened.captured(1) + QLatin1String("::");
            const auto type = begins.match(withoutComment(line));
            if (!type.hasMatch())
                continue;
            const QString name = within + type.captured(1);
            if (headerOf.contains(name) && headerOf[name] != file.path)
                faults << QStringLiteral("%1 is in %2 and in %3").arg(name, headerOf[name], file.path);
            headerOf.insert(name, file.path);
        }
    }
    QVERIFY(headerOf.size() > 300);
    QVERIFY2(faults.isEmpty(), report(faults));
}

void TestTidiness::nothingIsLeftForLater()
{
    // The words are put together here so that this file does not contain them.
    static const QRegularExpression later(QStringLiteral("\\b(FIX") + QStringLiteral("ME|TO") + QStringLiteral("DO|XX")
                                          + QStringLiteral("X|HA") + QStringLiteral("CK|not implemented)\\b"));
    QStringList faults;
    for (const SourceFile &file : sources(codeAndTests))
        for (const QString &line : file.lines)
            if (later.match(line).hasMatch() && !file.path.endsWith(QLatin1String("rules/test_tidiness.cpp")))
                faults << file.path + QStringLiteral(": ") + line.trimmed();
    QVERIFY2(faults.isEmpty(), report(faults));
}

void TestTidiness::aRoomIntroducesItselfOnOnePage()
{
    const QDir root(QStringLiteral(NIGHTBELL_SOURCE_DIR));
    QStringList faults, rooms{QStringLiteral("app"), QStringLiteral("ui"), QStringLiteral("tests")};
    for (const QString &room : QDir(root.filePath(QStringLiteral("core"))).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        rooms << QStringLiteral("core/") + room;
    for (const QString &room : std::as_const(rooms)) {
        QFile readme(root.filePath(room + QStringLiteral("/README.md")));
        if (!readme.open(QIODevice::ReadOnly))
            faults << room + QStringLiteral(" has no README.md");
        else if (const auto lines = readme.readAll().count('\n'); lines > readmeLines)
            faults
                << QStringLiteral("%1/README.md has %2 lines, the limit is %3").arg(room).arg(lines).arg(readmeLines);
    }
    QVERIFY2(faults.isEmpty(), report(faults));
}

QTEST_APPLESS_MAIN(TestTidiness)
#include "test_tidiness.moc"
