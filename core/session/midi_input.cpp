#include "core/session/midi_input.h"

#include <QFile>
#include <RtMidi.h>
#include <vector>

namespace capriccio {

struct MidiInput::Private {
    std::unique_ptr<RtMidiIn> device; // null: there is no sequencer on this computer
    QString name;
};

namespace {

// RtMidi prints what it throws unless it is given somewhere to say it.
void sayNothing(RtMidiError::Type, const std::string&, void*) {}

void onMessage(double, std::vector<unsigned char>* message, void* input) {
    if (message)
        static_cast<MidiInput*>(input)->receive(message->data(), message->size());
}

} // namespace

MidiInput::MidiInput(QObject* parent) : QObject(parent), d_(std::make_unique<Private>()) {
    if (!QFile::exists(QStringLiteral("/dev/snd/seq")))
        return; // both ALSA and RtMidi would complain on stderr
    try {
        d_->device = std::make_unique<RtMidiIn>(RtMidi::LINUX_ALSA, "Capriccio");
        d_->device->setErrorCallback(sayNothing, nullptr);
    } catch (const std::exception&) { // RtMidiError: no sequencer
    }
}

MidiInput::~MidiInput() {
    close();
}

QStringList MidiInput::ports() const {
    QStringList names;
    if (!d_->device)
        return names;
    try {
        for (unsigned int i = 0; i < d_->device->getPortCount(); ++i)
            names << QString::fromStdString(d_->device->getPortName(i));
    } catch (const std::exception&) {
        names.clear();
    }
    return names;
}

bool MidiInput::open(int port) {
    close();
    const QStringList names = ports();
    if (port < 0 || port >= names.size())
        return false;
    try {
        d_->device->setCallback(onMessage, this);
        d_->device->openPort(unsigned(port), "Capriccio");
        d_->name = names[port];
        return d_->device->isPortOpen();
    } catch (const std::exception&) {
        close();
        return false;
    }
}

void MidiInput::close() {
    d_->name.clear();
    if (!d_->device || !d_->device->isPortOpen())
        return;
    try {
        d_->device->cancelCallback();
        d_->device->closePort();
    } catch (const std::exception&) { // unplugged meanwhile
    }
}

bool MidiInput::isOpen() const {
    return !d_->name.isEmpty();
}

QString MidiInput::openPort() const {
    return d_->name;
}

void MidiInput::receive(const unsigned char* bytes, std::size_t size) {
    if (size < 3 || bytes[1] > 127 || bytes[2] > 127)
        return;
    const int kind = bytes[0] & 0xF0;
    if (kind == 0x90 && bytes[2] > 0)
        Q_EMIT noteOn(bytes[1], bytes[2]);
    else if (kind == 0x80 || kind == 0x90)
        Q_EMIT noteOff(bytes[1]);
}

} // namespace capriccio

#include "moc_midi_input.cpp"
