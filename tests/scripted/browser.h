// A real Chromium without a window. Its microphone plays a file of ours again and again.
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtEndian>

#include <cmath>
#include <numbers>

namespace nightbell::scripted {

inline QByteArray toneWav(double hz, int seconds) // 48 kHz, mono
{
    constexpr quint32 rate = 48'000;
    QByteArray samples(qsizetype(rate) * seconds * 2, '\0');
    for (qsizetype at = 0; at < samples.size() / 2; ++at)
        qToLittleEndian(qint16(8'000 * std::sin(2 * std::numbers::pi * hz * double(at) / rate)),
                        samples.data() + 2 * at);
    const auto number = [](auto value) {
        QByteArray bytes(sizeof value, '\0');
        qToLittleEndian(value, bytes.data());
        return bytes;
    };
    return "RIFF" + number(quint32(36 + samples.size())) + "WAVEfmt " + number(quint32(16)) + number(quint16(1))
        + number(quint16(1)) + number(rate) + number(rate * 2) + number(quint16(2)) + number(quint16(16)) + "data"
        + number(quint32(samples.size())) + samples;
}

class Browser
{
public:
    static QString program() { return QStandardPaths::findExecutable(QStringLiteral("chromium")); }

    explicit Browser(double microphoneHz)
    {
        QFile file(microphone());
        if (!file.open(QIODevice::WriteOnly) || file.write(toneWav(microphoneHz, 5)) < 0)
            qFatal("the test cannot write its file");
    }
    ~Browser()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    void open(const QString &address)
    {
        m_process.setStandardErrorFile(QProcess::nullDevice());
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.start(program(),
                        {QStringLiteral("--headless"), QStringLiteral("--no-sandbox"), QStringLiteral("--disable-gpu"),
                         QStringLiteral("--no-first-run"), QStringLiteral("--disable-background-networking"),
                         QStringLiteral("--user-data-dir=") + m_folder.filePath(QStringLiteral("profile")),
                         QStringLiteral("--use-fake-ui-for-media-stream"),
                         QStringLiteral("--use-fake-device-for-media-stream"),
                         QStringLiteral("--use-file-for-fake-audio-capture=") + microphone(),
                         QStringLiteral("--allow-loopback-in-peer-connection"),
                         QStringLiteral("--autoplay-policy=no-user-gesture-required"), address});
    }

private:
    QString microphone() const { return m_folder.filePath(QStringLiteral("microphone.wav")); }

    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace nightbell::scripted
