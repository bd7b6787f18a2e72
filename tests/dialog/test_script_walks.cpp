// The fuzz target of scripts, with the same inputs every time: whatever passes the check is walked within its bounds.
#include "fuzz/fuzz_script.cpp"

#include <QRandomGenerator>
#include <QTest>

class TestScriptWalks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changedScriptsAreWalkedWithinTheirBounds();
    void spoiledFilesBreakNothing();
};

void TestScriptWalks::changedScriptsAreWalkedWithinTheirBounds()
{
    for (quint32 seed = 1; seed <= 300; ++seed) {
        QRandomGenerator chance(seed);
        std::vector<std::uint8_t> bytes(400);
        std::ranges::generate(bytes, [&] { return std::uint8_t(chance.bounded(256)); });
        bytes[0] = std::uint8_t(seed % 4); // so many changes
        qInfo("seed %u", seed);            // the last one named is at fault
        QCOMPARE(LLVMFuzzerTestOneInput(bytes.data(), bytes.size()), 0);
    }
}

void TestScriptWalks::spoiledFilesBreakNothing()
{
    for (quint32 seed = 1; seed <= 300; ++seed) {
        QRandomGenerator chance(seed);
        const ScriptSet set = shipped();
        QByteArray file = toJson(set.scripts[chance.bounded(int(set.scripts.size()))]);
        for (int spoils = chance.bounded(3); spoils > 0; --spoils)
            file[chance.bounded(int(file.size() - 1)) + 1] = char(chance.bounded(32, 127));
        file += '\0';
        for (int i = 0; i < 200; ++i)
            file += char(chance.bounded(256));
        qInfo("seed %u", seed);
        QCOMPARE(
            LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(file.constData()), std::size_t(file.size())),
            0);
    }
}

QTEST_APPLESS_MAIN(TestScriptWalks)
#include "test_script_walks.moc"
